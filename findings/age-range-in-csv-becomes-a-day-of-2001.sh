#!/usr/bin/env bash
# csvkit 2.2.0 (PyPI) and SheetJS xlsx 0.18.5 (npm): in a CSV file the ages "6-12" become 12 June 2001.
#
# Guess: "6-12" is text in a CSV file for every reader; only a spreadsheet where somebody types it makes a day of it.
# What they do: csvkit finds out that a column of age ranges is a column of days, month first: in2csv and csvjson write
# 2001-06-12, 2001-03-05 and 2001-10-12 for 6-12, 3-5 and 10-12, and csvstat calls it "Date". A single row that can't
# be a day ("6-18 jaar") makes all of them text again, so it depends on the other rows. SheetJS gives 37054, the day's
# number. The year is 2001 in both, whatever year it is. Papa Parse (dynamicTyping) and d3-dsv (autoType) keep the text.
# Take the ages in two columns; with csvkit give -I, with SheetJS {raw: true}.
# Output seen: "2001-06-12 2001-03-05 2001-10-12", "37054 36955 37176". Exits 0 while this is so.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv .venv
.venv/bin/pip install --quiet csvkit==2.2.0 agate==1.14.2
npm init -y >/dev/null
npm install --silent --no-audit --no-fund xlsx@0.18.5 >/dev/null
printf 'title,ages\nKlimmen,6-12\nLezen,3-5\nSport,10-12\n' > offers.csv
csvkit=$(.venv/bin/in2csv offers.csv | tail -n +2 | cut -d, -f2 | xargs)
sheetjs=$(node -e '
const xlsx = require("xlsx");
const book = xlsx.readFile("offers.csv");
console.log(xlsx.utils.sheet_to_json(book.Sheets[book.SheetNames[0]]).map((row) => row.ages).join(" "));
')
echo "$csvkit; $sheetjs"
[ "$csvkit" = "2001-06-12 2001-03-05 2001-10-12" ] && [ "$sheetjs" = "37054 36955 37176" ]
