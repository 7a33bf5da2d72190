#!/usr/bin/env bash
# ical 14.3.1 (PyPI, allenporter/ical): the session that an answer names has lost its zone.
#
# Guess: what is read and written back says the same; RECURRENCE-ID;TZID=Europe/Brussels:20261112T090000 is 8:00 UTC.
# What it does: `recurrence_id` is text without the zone, and is written without it. DTSTART keeps its zone. A reply
# written so names a session at "9:00 wherever you are": a receiver in another zone, or one that compares moments, has
# no such session. No error. Who sends a RECURRENCE-ID in UTC gets it back right; who reads answers takes a time without
# a zone for the own zone.
# Output seen: DTSTART;TZID=Europe/Brussels:20261112T100000 RECURRENCE-ID:20261112T090000. Exits 0 while this is so.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv env
env/bin/pip --quiet --disable-pip-version-check install ical==14.3.1
printf '%s\r\n' BEGIN:VCALENDAR VERSION:2.0 PRODID:-//Example//NL METHOD:REQUEST BEGIN:VTIMEZONE TZID:Europe/Brussels \
  BEGIN:DAYLIGHT DTSTART:19810329T020000 'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3' TZOFFSETFROM:+0100 \
  TZOFFSETTO:+0200 END:DAYLIGHT BEGIN:STANDARD DTSTART:19961027T030000 'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10' \
  TZOFFSETFROM:+0200 TZOFFSETTO:+0100 END:STANDARD END:VTIMEZONE BEGIN:VEVENT UID:meeting@example.org \
  DTSTAMP:20261101T080000Z SUMMARY:Overleg 'RECURRENCE-ID;TZID=Europe/Brussels:20261112T090000' \
  'DTSTART;TZID=Europe/Brussels:20261112T100000' 'DTEND;TZID=Europe/Brussels:20261112T110000' SEQUENCE:1 \
  'ORGANIZER:mailto:overleg@example.org' 'ATTENDEE:mailto:an@example.org' END:VEVENT END:VCALENDAR >calendar.ics
env/bin/python - <<'END'
import sys
from pathlib import Path

from ical.calendar_stream import IcsCalendarStream

calendar = IcsCalendarStream.calendar_from_ics(Path("calendar.ics").read_bytes().decode())
calendar.method = "REPLY"
lines = IcsCalendarStream.calendar_to_ics(calendar).splitlines()
event = lines[lines.index("BEGIN:VEVENT") : lines.index("END:VEVENT")]
seen = " ".join(sorted(line for line in event if line.startswith(("DTSTART", "RECURRENCE-ID"))))
print(seen)
sys.exit(seen != "DTSTART;TZID=Europe/Brussels:20261112T100000 RECURRENCE-ID:20261112T090000")
END
