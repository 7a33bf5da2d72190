"""Markdown that forges and the built pages read alike."""

import re
from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter

_ITEM = re.compile(r"^\s*- ", re.MULTILINE)


def table(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table. A bar in a cell is escaped."""
    names = list(header)
    lines = [names, ["---"] * len(names), *(list(row) for row in rows)]
    return "\n".join("| " + " | ".join(_escaped(cell) for cell in line) + " |" for line in lines)


def code(text: object) -> str:
    """The text as code; empty stays empty."""
    return f"`{text}`" if text not in ("", None) else ""


def codes(texts: Iterable[object]) -> str:
    """Several of them, with commas."""
    return ", ".join(code(text) for text in texts)


def line(text: str) -> str:
    """A docstring on one line: paragraphs and lines run on, double backticks become single ones."""
    return re.sub(r"\s+", " ", text.replace("``", "`")).strip()


def block(text: str) -> str:
    """A docstring where there is room for it: as `line`, but a list keeps its items."""
    return "\n\n".join(
        "\n".join(f"- {line(item)}" for item in _ITEM.split(part) if item.strip()) if is_list else line(part)
        for is_list, part in _parts(text)
    )


def code_in_brackets(text: str) -> str:
    """What stands in pointed brackets as code, so that no page takes it for HTML."""
    return re.sub(r"<[^,;]*>", lambda placeholder: f"`{placeholder[0]}`", text)


def _parts(text: str) -> list[tuple[bool, str]]:
    """The lists of a text and what stands between them; paragraphs beside each other are one part."""
    paragraphs = [(bool(_ITEM.match(paragraph)), paragraph) for paragraph in re.split(r"\n\s*\n", text.strip())]
    return [
        (is_list, "\n".join(paragraph for _, paragraph in together))
        for is_list, together in groupby(paragraphs, key=itemgetter(0))
    ]


def _escaped(cell: str) -> str:
    return re.sub(r"(?<!\\)\|", r"\\|", cell)
