"""Prints one paper, as a program of its own: reads templates and data on its input, writes the PDF on its output.

It gets what it needs on its input alone: its environment, arguments and folder hold nothing. It ends after one paper,
so that the memory for fonts and pages goes back, and a paper that takes too long can be ended.
"""

import base64
import json
import re
import sys
from tempfile import TemporaryDirectory
from typing import Any

import typst

from shared.papers.exit_codes import UNPRINTABLE

_MOST_ONE_BY_ONE = 20
_RARE = re.compile("[^\u0000-\u024f\u2010-\u2027\u2030-\u203a\u20ac]")
"""What is beyond the letters of western Europe, their punctuation and the euro."""
_WITHOUT_FONT = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)


def print_paper(order: str) -> bytes:
    """The PDF of an order: ``files`` in base64 by their names, with ``main.typ``, and ``data``.

    With a ``mark`` it stands for each character that no font has, and ``data`` has it as ``mark`` then. Raises typst's
    error for a template that does not hold, or a text that no font has.
    """
    asked = json.loads(order)
    mark = asked.get("mark")
    if mark is None:
        return _printed(asked)
    for _ in range(_MOST_ONE_BY_ONE):
        try:
            return _printed(asked)
        except typst.TypstError as error:
            lacking = _lacking(error)
            if lacking is None or lacking not in asked["data"]:
                break
            asked["data"] = _marked(asked["data"].replace(lacking, mark), mark)
    asked["data"] = _marked(_RARE.sub(mark, asked["data"]), mark)
    return _printed(asked)


def _marked(data: str, mark: str) -> str:
    return json.dumps({**json.loads(data), "mark": mark}, ensure_ascii=False)


def _lacking(error: typst.TypstError) -> str | None:
    """The text that no font has; None for another error."""
    without_font = _WITHOUT_FONT.search(error.message)
    return without_font[1] if without_font else None


def _printed(asked: dict[str, Any]) -> bytes:
    files = {name: base64.b64decode(content) for name, content in asked["files"].items()}
    with TemporaryDirectory() as nothing:
        printed = typst.compile(  # type: ignore[call-overload]  # takes files by name, which its stubs do not say
            files,
            root=nothing,
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"data": asked["data"]},
            pdf_standards=["ua-1"],
        )
    assert isinstance(printed, bytes)
    return printed


def main() -> int:
    """Print what is asked for. Errors stay inside: they repeat what was typed."""
    try:
        sys.stdout.buffer.write(print_paper(sys.stdin.buffer.read().decode()))
    except typst.TypstError as error:
        lacking = _lacking(error)
        if lacking is None:
            return 1
        sys.stdout.buffer.write(lacking.encode())
        return UNPRINTABLE
    return 0


if __name__ == "__main__":
    sys.exit(main())
