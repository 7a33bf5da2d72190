#!/usr/bin/env bash
# htmldocx 0.0.6 (PyPI, with python-docx 1.2.0): in a table with rowspan the figures of the second row slip one column left.
#
# Guess: a cell over two rows stays one cell over two rows, or its text stands in the first and the second is empty.
# What it does: rowspan is passed over. The next row, which has one cell less, is filled from the left: the figure of
# 2026 stands below "Actie", that of 2027 below 2026, and the last column is empty. No error, no warning. A row that
# follows it is right again. pandoc 3 and html-to-docx merge the cells (w:vMerge), and their figures stay where they are.
# In HTML that others make Word files of, say the name again in every row instead of rowspan.
# Output seen: "Huiswerk 12 13", "3 4 -". Exits 0 while this is so.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv .venv
.venv/bin/pip install --quiet htmldocx==0.0.6 python-docx==1.2.0
.venv/bin/python - <<'P' | tee seen
from htmldocx import HtmlToDocx

html = """<table>
<tr><th>Actie</th><th>2026</th><th>2027</th></tr>
<tr><td rowspan="2">Huiswerk</td><td>12</td><td>13</td></tr>
<tr><td>3</td><td>4</td></tr>
</table>"""
for row in HtmlToDocx().parse_html_string(html).tables[0].rows[1:]:
    print(" ".join(cell.text or "-" for cell in row.cells))
P
[ "$(cat seen)" = $'Huiswerk 12 13\n3 4 -' ]
