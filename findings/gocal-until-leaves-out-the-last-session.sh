#!/usr/bin/env bash
# github.com/apognu/gocal v0.9.1 (Go 1.26): a series that ends with UNTIL has lost its last session.
#
# Guess: UNTIL is the last session's moment and belongs to the series (RFC 5545, 3.3.10), in UTC where DTSTART has a
# zone: four Mondays at 9:00, the last one on 26 October, after the clocks changed.
# What it does:
#   1. A session that begins at UNTIL is left out: three of four. No error.
#   2. Where DTSTART has a zone, UNTIL in UTC is taken for local time: with a second more there are still three.
# COUNT=4 gives four. Who writes a series that gocal may read sets UNTIL to the end of the last session's day, which is
# right for everybody else too: then there are four.
# Output seen: UNTIL=20261026T080000Z 3, UNTIL=20261026T080001Z 3, UNTIL=20261026T225959Z 4, COUNT=4 4. Exits 0 while
# this is so.
set -euo pipefail
work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
cd "$work"
cat >go.mod <<'MOD'
module sessions

go 1.24

require github.com/apognu/gocal v0.9.1
MOD
cat >main.go <<'GO'
package main

import (
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/apognu/gocal"
)

func main() {
	from, to := time.Date(2026, 10, 1, 0, 0, 0, 0, time.UTC), time.Date(2026, 12, 31, 0, 0, 0, 0, time.UTC)
	for _, ends := range os.Args[1:] {
		lines := []string{
			"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Example//NL", "BEGIN:VTIMEZONE", "TZID:Europe/Brussels",
			"BEGIN:DAYLIGHT", "DTSTART:19810329T020000", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
			"TZOFFSETFROM:+0100", "TZOFFSETTO:+0200", "END:DAYLIGHT", "BEGIN:STANDARD", "DTSTART:19961027T030000",
			"RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100", "END:STANDARD",
			"END:VTIMEZONE", "BEGIN:VEVENT", "UID:series@example.org", "DTSTAMP:20260901T080000Z", "SUMMARY:Overleg",
			"DTSTART;TZID=Europe/Brussels:20261005T090000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;" + ends,
			"END:VEVENT", "END:VCALENDAR", "",
		}
		calendar := gocal.NewParser(strings.NewReader(strings.Join(lines, "\r\n")))
		calendar.Start, calendar.End = &from, &to
		if err := calendar.Parse(); err != nil {
			panic(err)
		}
		fmt.Println(ends, len(calendar.Events))
	}
}
GO
export GOFLAGS=-mod=mod GOPATH=$work/go
go mod tidy >/dev/null 2>&1
seen=$(go run . UNTIL=20261026T080000Z UNTIL=20261026T080001Z UNTIL=20261026T225959Z COUNT=4)
echo "$seen"
[ "$seen" = "$(printf '%s\n' 'UNTIL=20261026T080000Z 3' 'UNTIL=20261026T080001Z 3' 'UNTIL=20261026T225959Z 4' 'COUNT=4 4')" ]
