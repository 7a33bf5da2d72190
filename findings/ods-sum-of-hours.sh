#!/usr/bin/env bash
# Seen with pandas 3.1.1 (engine odf), tablib 3.10.0 and python-calamine 0.9.1 on a sheet of odfpy 1.4.1, Python 3.11.
# A sheet of hours (how long a pupil was away) has a sum of more than a day; OpenDocument keeps a time as a duration,
# here PT26H00M00S, and so do spreadsheet programs.
# Guessed: a duration comes back as a duration, or as text; the other cells are read whatever it is.
# Behaviour:
#   1. pandas refuses the whole sheet: DateParseError "hour must be in 0..23". It takes the shown text 26:00 for an hour of
#      the day, and `dtype=str` comes too late to help. The same sheet as XLSX is read.
#   2. tablib refuses it too: ValueError, for its format is %H:%M:%S, of the text PT26H00M00S.
#   3. python-calamine reads 8:30 of the same column as datetime.time and 26:00 as the text "PT26H00M00S".
# Output seen:
#   pandas DateParseError hour must be in 0..23: 26:00
#   pandas, as text DateParseError hour must be in 0..23: 26:00
#   tablib ValueError time data 'PT26H00M00S' does not match format '%H:%M:%S'
#   calamine [['pupil', 'away'], ['0012345', datetime.time(8, 30)], ['sum', 'PT26H00M00S']]
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check \
  pandas==3.1.1 odfpy==1.4.1 tablib==3.10.0 python-calamine==0.9.1

"$work/venv/bin/python" - "$work/hours.ods" >"$work/seen" <<'PY'
import sys

import pandas
import python_calamine
import tablib
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

path = sys.argv[1]
rows = [
    [("pupil", {"valuetype": "string"}), ("away", {"valuetype": "string"})],
    [("0012345", {"valuetype": "string"}), ("8:30", {"valuetype": "time", "timevalue": "PT08H30M00S"})],
    [("sum", {"valuetype": "string"}), ("26:00", {"valuetype": "time", "timevalue": "PT26H00M00S"})],
]
document = OpenDocumentSpreadsheet()
table = Table(name="Blad1")
for cells in rows:
    row = TableRow()
    for text, attributes in cells:
        cell = TableCell(**attributes)
        cell.addElement(P(text=text))
        row.addElement(cell)
    table.addElement(row)
document.spreadsheet.addElement(table)
document.save(path)


def tablib_csv():
    with open(path, "rb") as file:
        return tablib.Dataset().load(file, "ods").csv


readers = {
    "pandas": lambda: pandas.read_excel(path, engine="odf").values.tolist(),
    "pandas, as text": lambda: pandas.read_excel(path, engine="odf", dtype=str).values.tolist(),
    "tablib": tablib_csv,
    "calamine": lambda: python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python(),
}
for name, read in readers.items():
    try:
        print(name, read())
    except Exception as error:
        print(name, type(error).__name__, error)
PY
cat "$work/seen"
cat >"$work/expected" <<'TEXT'
pandas DateParseError hour must be in 0..23: 26:00
pandas, as text DateParseError hour must be in 0..23: 26:00
tablib ValueError time data 'PT26H00M00S' does not match format '%H:%M:%S'
calamine [['pupil', 'away'], ['0012345', datetime.time(8, 30)], ['sum', 'PT26H00M00S']]
TEXT
diff "$work/expected" "$work/seen" && echo "as seen before"
