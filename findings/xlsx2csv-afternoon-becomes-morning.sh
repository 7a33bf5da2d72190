#!/usr/bin/env bash
# Seen with xlsx2csv 0.8.6 on a workbook of openpyxl 3.1.5, Python 3.11.
# Guessed: a moment in a cell comes out as the cell's own format shows it, as spreadsheet programs save it in a CSV file.
# Behaviour: cells of one format, `d/mm/yyyy h:mm`, hold 8:00, 8:30, 10:20, 13:05 and 15:50 on 5 October 2026.
#   1. Half past eight is 08:29, twenty past ten is 10:19: the part of the day is cut off, not rounded.
#   2. Five past one in the afternoon is 01:05 and ten to four is 03:50: `h` is written as an hour of twelve, without AM or PM.
#   3. `dddd d mmmm` is "05 05 October": the name of the weekday becomes the number of the day.
#   4. A number 9031599951 with the format of eleven zeros loses the leading zero that the sheet shows.
# So a file that was converted with it can't say by its times which half day a record is of.
# Output seen, a line a cell: 05/10/2026 08:00, 05/10/2026 08:29, 05/10/2026 10:19, 05/10/2026 01:05, 05/10/2026 03:50,
#   05 05 October, 9031599951
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check --no-deps xlsx2csv==0.8.6 openpyxl==3.1.5 et_xmlfile==2.0.0

"$work/venv/bin/python" - "$work/day.xlsx" <<'PY'
import sys
from datetime import datetime

import openpyxl

workbook = openpyxl.Workbook()
sheet = workbook.active
moments = [(8, 0), (8, 30), (10, 20), (13, 5), (15, 50)]
for hour, minute in moments:
    sheet.append([datetime(2026, 10, 5, hour, minute)])
    sheet.cell(sheet.max_row, 1).number_format = "d/mm/yyyy h:mm"
sheet.append([datetime(2026, 10, 5, 8, 0)])
sheet.cell(sheet.max_row, 1).number_format = "dddd d mmmm"
sheet.append([9031599951])
sheet.cell(sheet.max_row, 1).number_format = "0" * 11
workbook.save(sys.argv[1])
PY

"$work/venv/bin/xlsx2csv" "$work/day.xlsx" "$work/day.csv"
cat "$work/day.csv"
expected='05/10/2026 08:00
05/10/2026 08:29
05/10/2026 10:19
05/10/2026 01:05
05/10/2026 03:50
05 05 October
9031599951'
if [ "$(tr -d '\r' <"$work/day.csv")" = "$expected" ]; then
  echo "as seen before"
else
  echo "changed: expected" && echo "$expected"
  exit 1
fi
