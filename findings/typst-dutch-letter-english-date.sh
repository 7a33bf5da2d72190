#!/usr/bin/env bash
# typst 0.15.2 (PyPI): a document in Dutch writes its dates in English.
#
# Guess: with lang "nl" the names of days and months follow, as the words that typst adds itself do.
# What it does: "Inhoudsopgave" and "Figuur" are Dutch, and the date beside them is "Monday 9 March 2026"; nothing warns.
# Names have to be handed over from outside. Exits 0 while this is so.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv py >/dev/null
py/bin/pip install --quiet --disable-pip-version-check typst==0.15.2 pypdf==6.4.0

cat >letter.typ <<'TYPST'
#set text(lang: "nl", region: "BE")
#figure([een kaart], caption: [De school])
#datetime(year: 2026, month: 3, day: 9).display("[weekday] [day padding:none] [month repr:long] [year]")
TYPST

py/bin/python - <<'PYTHON'
import io
import sys

import pypdf
import typst

text = pypdf.PdfReader(io.BytesIO(typst.compile("letter.typ", ignore_system_fonts=True))).pages[0].extract_text()
print(text)
sys.exit(not ("Figuur" in text and "Monday 9 March 2026" in text))
PYTHON
