#!/usr/bin/env bash
# Seen with github.com/tealeg/xlsx/v3 v3.3.13 (Go 1.26), beside github.com/xuri/excelize/v2 v2.11.1, on one workbook
# that excelize wrote.
# Guessed: both show a cell as a spreadsheet program does, as `FormattedValue` and `GetRows` say.
# Behaviour of tealeg/xlsx:
#   1. Half past eight is 08:29 and ten to four is 15:49: the part of the day is cut off, not rounded.
#   2. `ddd d mmm` (Mon 5 Oct) is "055 d Oct".
#   3. `[$-813]dddd d mmmm yyyy`, which a Belgian Dutch sheet has (maandag 5 oktober 2026), is
#      "[$-8108]Monday 5 October 2026": the 3 of the language's code is read as a format, and the names are English.
#   4. The number 12345 with the format of seven zeros is 12345, although the sheet shows 0012345, as schools write
#      register numbers.
# excelize shows all of them as the sheet does. A file of marks that went through tealeg/xlsx has to be read with that in mind.
# Output seen: "5/10/2026 08:29" "5/10/2026 15:49" "055 d Oct" "[$-8108]Monday 5 October 2026" "12345" (tealeg);
#   "5/10/2026 8:30" "5/10/2026 15:50" "Mon 5 Oct" "maandag 5 oktober 2026" "0012345" (excelize)
set -euo pipefail

work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
cd "$work"
cat >go.mod <<'MOD'
module dates

go 1.24

require (
	github.com/tealeg/xlsx/v3 v3.3.13
	github.com/xuri/excelize/v2 v2.11.1
)
MOD
cat >main.go <<'GO'
package main

import (
	"fmt"
	"time"

	tealeg "github.com/tealeg/xlsx/v3"
	"github.com/xuri/excelize/v2"
)

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func main() {
	book := excelize.NewFile()
	cells := []struct {
		value  any
		format string
	}{
		{time.Date(2026, 10, 5, 8, 30, 0, 0, time.UTC), "d/mm/yyyy h:mm"},
		{time.Date(2026, 10, 5, 15, 50, 0, 0, time.UTC), "d/mm/yyyy h:mm"},
		{time.Date(2026, 10, 5, 8, 0, 0, 0, time.UTC), "ddd d mmm"},
		{time.Date(2026, 10, 5, 8, 0, 0, 0, time.UTC), "[$-813]dddd d mmmm yyyy"},
		{12345, "0000000"},
	}
	for row, cell := range cells {
		name := fmt.Sprintf("A%d", row+1)
		must(book.SetCellValue("Sheet1", name, cell.value))
		style, err := book.NewStyle(&excelize.Style{CustomNumFmt: &cell.format})
		must(err)
		must(book.SetCellStyle("Sheet1", name, name, style))
	}
	must(book.SaveAs("day.xlsx"))

	read, err := excelize.OpenFile("day.xlsx")
	must(err)
	rows, err := read.GetRows("Sheet1")
	must(err)
	other, err := tealeg.OpenFile("day.xlsx")
	must(err)
	for row := range cells {
		cell, err := other.Sheets[0].Cell(row, 0)
		must(err)
		shown, err := cell.FormattedValue()
		must(err)
		fmt.Printf("%s | %s\n", shown, rows[row][0])
	}
}
GO
go mod tidy >/dev/null 2>&1
go run . >seen
cat seen
cat >expected <<'TEXT'
5/10/2026 08:29 | 5/10/2026 8:30
5/10/2026 15:49 | 5/10/2026 15:50
055 d Oct | Mon 5 Oct
[$-8108]Monday 5 October 2026 | maandag 5 oktober 2026
12345 | 0012345
TEXT
diff expected seen && echo "as seen before"
