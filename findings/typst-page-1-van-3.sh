#!/usr/bin/env bash
# typst 0.15.2 (PyPI): the page numbering "1 van 1", Dutch for "1 of 1", prints "1 va" and the rest of the word is lost.
#
# Guess: like "1 of 1" and "1 / 1" it shows the page and the number of pages: "2 van 3" on the second of three.
# What it does: the letter a is a counting symbol too, so the pattern is read as page, " v", number of pages in letters:
# "1 vc", "2 vc", "3 vc" for three pages, whatever the language of the document. No error and no warning. A pattern
# without a letter that counts ("1 / 1") is right. Exits 0 while this is so.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv py >/dev/null
py/bin/pip install --quiet --disable-pip-version-check typst==0.15.2 pypdf==6.4.0

py/bin/python - <<'PYTHON'
import io
import sys
from pathlib import Path

import pypdf
import typst


def feet(numbering):
    Path("letter.typ").write_text(
        f'#set text(lang: "nl", region: "BE")\n#set page(numbering: "{numbering}")\n' + "#pagebreak()\n".join(["Een brief.\n"] * 3)
    )
    pages = pypdf.PdfReader(io.BytesIO(typst.compile("letter.typ", ignore_system_fonts=True))).pages
    return [page.extract_text().splitlines()[-1].strip() for page in pages]


dutch, slash = feet("1 van 1"), feet("1 / 1")
print(f"1 van 1: {dutch}; 1 / 1: {slash}")
sys.exit(not (dutch == ["1 vc", "2 vc", "3 vc"] and slash == ["1 / 3", "2 / 3", "3 / 3"]))
PYTHON
