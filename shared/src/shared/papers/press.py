"""Prints one paper, as a program of its own: reads templates and data on its input, writes the PDF on its output.

It gets what it needs on its input alone: its environment, arguments and folder hold nothing. It ends after one paper,
so that the memory for fonts and pages goes back, and a paper that takes too long can be ended.
"""

import base64
import json
import re
import sys
from tempfile import TemporaryDirectory

import typst

from shared.papers.exit_codes import UNPRINTABLE

_WITHOUT_FONT = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)


def print_paper(order: str) -> bytes:
    """The PDF of an order: ``files`` in base64 by their names, with ``main.typ``, and ``data``.

    Raises typst's error for a template that does not hold, or a text that no font has.
    """
    asked = json.loads(order)
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
        without_font = _WITHOUT_FONT.search(error.message)
        if without_font is None:
            return 1
        sys.stdout.buffer.write(without_font[1].encode())
        return UNPRINTABLE
    return 0


if __name__ == "__main__":
    sys.exit(main())
