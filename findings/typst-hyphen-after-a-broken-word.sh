#!/usr/bin/env bash
# typst 0.15.2, pypdf 7.1.1, pdfminer.six 20260107 (all PyPI): once a word was broken, a reference is no longer found.
#
# Guess: a hyphen that was typed is read back as a hyphen, and only the one that breaks a word at the end of a line is
# the soft hyphen that it is.
# What it does: both are the same glyph, and typst gives a glyph the character that it stood for first. After the first
# broken word of the document every typed hyphen in that font reads as a soft hyphen: pypdf and pdfminer.six give
# "SP<U+00AD>2026<U+00AD>000123" and "5<U+00AD>10<U+00AD>2026" for a reference and a day. The other way round (reference
# first) the reference is whole, and the broken word has a hyphen in it. PyMuPDF and pdftotext read it right. PDF/UA-1
# makes no difference; without hyphenation (`hyphenate: false`, or text that is not justified) all is well.
# Output seen: 'SP\xad2026\xad000123' with hyphenation, 'SP-2026-000123' without, by both. Exits 0 while this is so.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv env
env/bin/pip --quiet --disable-pip-version-check install typst==0.15.2 pypdf==7.1.1 pdfminer.six==20260107
env/bin/python - <<'END'
import io
import sys

import pypdf
import typst
from pdfminer.high_level import extract_text

LETTER = """
#set document(title: "Brief")
#set text(lang: "nl", hyphenate: {hyphenate})
#set page(width: 6cm, height: 12cm, margin: 1cm)
Wij bespreken de leerlingenbegeleiding en de schoolafwezigheden. Dossier SP-2026-000123.
"""


def reference(text: str) -> str:
    start = text.index("Dossier ") + len("Dossier ")
    return text[start : start + len("SP-2026-000123")]


seen = {}
for hyphenate in ("true", "false"):
    pdf = typst.compile(LETTER.format(hyphenate=hyphenate).encode(), pdf_standards="ua-1")
    read = pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text(), extract_text(io.BytesIO(pdf))
    seen[hyphenate] = [reference(text) for text in read]
print(seen)
soft = "SP\xad2026\xad000123"
sys.exit(seen != {"true": [soft, soft], "false": ["SP-2026-000123"] * 2})
END
