#!/usr/bin/env bash
# typst 0.15.2 (PyPI): with PDF/UA one letter that no font has makes the whole document fail, and the error repeats it.
#
# Guess: as in an ordinary PDF a box stands in its place, perhaps with a warning.
# What it does: the ordinary PDF is made, with an empty glyph. With pdf_standards="ua-1" there is no PDF: TypstError, "could
# not be displayed with font", with the letter of the text in the message, so that what a person typed gets into logs.
# Exits 0 while this is so.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv py >/dev/null
py/bin/pip install --quiet --disable-pip-version-check typst==0.15.2

cat >letter.typ <<'TYPST'
#set document(title: "Brief")
#set text(lang: "nl", region: "BE")
Aan de ouders van ሰላም
TYPST

py/bin/python - <<'PYTHON'
import sys

import typst

plain = typst.compile("letter.typ", ignore_system_fonts=True)
try:
    typst.compile("letter.typ", ignore_system_fonts=True, pdf_standards=["ua-1"])
    said = "made"
except typst.TypstError as error:
    said = str(error)
print(f"plain: {len(plain)} bytes; ua-1: {said}")
sys.exit(not (plain.startswith(b"%PDF") and "could not be displayed" in said and "ሰ" in said))
PYTHON
