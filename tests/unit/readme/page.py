"""The README as the tests read it: code without its fences, tables, links, headings."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "README.md").read_text(encoding="utf-8")

_FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[((?:[^\[\]]|\[[^\]]*\])*)\]\(([^)\s]+)\)")
_CODE = re.compile(r"`([^`\n]+)`")


def prose() -> str:
    """The page without its fenced blocks."""
    return _FENCE.sub("", PAGE)


def fenced() -> str:
    """What is in fenced blocks."""
    return "\n".join(_FENCE.findall(PAGE))


def links() -> list[tuple[str, str]]:
    """Text and target of every link."""
    return _LINK.findall(prose())


def code() -> list[str]:
    """Every piece of code in the text."""
    return _CODE.findall(prose())


def section(name: str) -> str:
    """What stands between a table's markers."""
    return PAGE.split(f"<!-- table: {name} -->\n")[1].split(f"\n<!-- end of {name} -->")[0]


def rows(name: str) -> list[list[str]]:
    """The cells of a table, without its header."""
    lines = section(name).splitlines()[2:]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]


def anchors() -> set[str]:
    """The anchors of the headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", prose(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
