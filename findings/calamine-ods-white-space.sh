#!/usr/bin/env bash
# python-calamine 0.9.1 (PyPI) and SheetJS, xlsx 0.18.5 (npm): an ODS file that SheetJS writes can't be read.
#
# Guess: white space between the elements of content.xml means nothing, so cells are read whatever the writer's layout.
# What it does: SheetJS breaks lines between the cells of a row, and calamine refuses the file as a whole:
#   CalamineError: Expecting 'table-cell', found 'Text(BytesText { content: Borrowed("\n          ") })'
# The same content.xml without the line breaks is read: [['pupil', 'code'], ['77', 'B']].
# LibreOffice writes none, so its files are read. Exits 0 while this is so.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv py >/dev/null
py/bin/pip install --quiet --disable-pip-version-check python-calamine==0.9.1
npm init -y >/dev/null
npm install --silent --no-audit --no-fund xlsx@0.18.5 >/dev/null
node -e '
const sheets = require("xlsx");
const book = sheets.utils.book_new();
sheets.utils.book_append_sheet(book, sheets.utils.aoa_to_sheet([["pupil", "code"], ["77", "B"]]), "Blad1");
sheets.writeFile(book, "sheetjs.ods");'
py/bin/python - <<'PYTHON'
import re
import sys
import zipfile

from python_calamine import CalamineError, CalamineWorkbook

with zipfile.ZipFile("sheetjs.ods") as written, zipfile.ZipFile("close.ods", "w") as close:
    for part in written.infolist():
        content = written.read(part)
        if part.filename == "content.xml":
            content = re.sub(rb">\s+<", b"><", content)
        close.writestr(part.filename, content)


def rows(path):
    try:
        return list(CalamineWorkbook.from_path(path).get_sheet_by_index(0).iter_rows())
    except CalamineError as error:
        return f"CalamineError: {error}"


as_written, without = rows("sheetjs.ods"), rows("close.ods")
print("as SheetJS writes it: ", as_written)
print("without line breaks:  ", without)
sys.exit(not (isinstance(as_written, str) and "Expecting 'table-cell'" in as_written and without == [["pupil", "code"], ["77", "B"]]))
PYTHON
