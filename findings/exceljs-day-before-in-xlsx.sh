#!/usr/bin/env bash
# exceljs 4.4.0 and SheetJS, xlsx 0.18.5 (both npm): the same JavaScript day is another day in each one's xlsx.
#
# Guess: new Date(2026, 9, 5), 5 October in Belgium, is 5 October in a cell, as an Excel user would have typed it.
# What they do: SheetJS writes 5 October. exceljs writes the time in UTC as if it were that of the sheet: 4 October
# 22:00, in winter 23:00. With the format dd/mm/yyyy the cell shows the day before, and nothing says that it was shifted.
# Output seen: exceljs 46299.91666666667 SheetJS 46300.000. Exits 0 while this is so.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund exceljs@4.4.0 xlsx@0.18.5 >/dev/null
TZ=Europe/Brussels node -e '
const Excel = require("exceljs"), sheets = require("xlsx");
(async () => {
  const day = new Date(2026, 9, 5);
  const written = new Excel.Workbook();
  written.addWorksheet("Blad1").addRow([day]);
  const of = (book) => sheets.read(book).Sheets.Blad1.A1.v;
  const theirs = of(await written.xlsx.writeBuffer());
  const book = sheets.utils.book_new();
  sheets.utils.book_append_sheet(book, sheets.utils.aoa_to_sheet([[day]]), "Blad1");
  const ours = of(sheets.write(book, {type: "buffer", bookType: "xlsx"}));
  console.log("exceljs", theirs, "SheetJS", ours.toFixed(3));
  process.exit(Math.floor(theirs) === 46299 && Math.round(ours) === 46300 ? 0 : 1);
})();
'
