#!/usr/bin/env bash
# icalevents 0.3.1 (PyPI) and ical-expander 3.2.0 (npm), beside recurring-ical-events 3.8.2: a session that was moved to
# another week, asked for week by week.
#
# A series of Mondays; the session of 30 November was moved to 4 November (an override by RECURRENCE-ID). A page that
# shows a week, or somebody's free times, asks for that week alone.
# Guess: in the week of 2 November there are two sessions, in the week of 30 November none, as the whole term shows.
# What they do, each the other way around:
#   1. ical-expander looks at overrides up to the end of what is asked for: in the week of 2 November the session that
#      came from a later week is missing. Asked for all, it is there.
#   2. icalevents leaves a session's old time out only where the new time is asked for too: in the week of 30 November
#      the session is still there, at its old time. So somebody is busy twice. Asked for the whole term, once.
# No error. recurring-ical-events is right in both. Who publishes a calendar that may be read so can write sessions that
# were moved far as an EXDATE and a single meeting.
# Output seen (sessions in the week of 2 November, in the week of 30 November):
#   ical-expander 1 0, icalevents 2 1, recurring-ical-events 2 0. Exits 0 while this is so.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv env
env/bin/pip --quiet --disable-pip-version-check install icalevents==0.3.1 recurring-ical-events==3.8.2
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund ical-expander@3.2.0
event() {  # LINES of its own
  printf '%s\n' BEGIN:VEVENT UID:series@example.org DTSTAMP:20260901T080000Z SUMMARY:Overleg "$@" END:VEVENT
}
{
  printf '%s\n' BEGIN:VCALENDAR VERSION:2.0 PRODID:-//Example//NL BEGIN:VTIMEZONE TZID:Europe/Brussels \
    BEGIN:DAYLIGHT DTSTART:19810329T020000 'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3' TZOFFSETFROM:+0100 \
    TZOFFSETTO:+0200 END:DAYLIGHT BEGIN:STANDARD DTSTART:19961027T030000 'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10' \
    TZOFFSETFROM:+0200 TZOFFSETTO:+0100 END:STANDARD END:VTIMEZONE
  event 'DTSTART;TZID=Europe/Brussels:20261102T090000' 'DTEND;TZID=Europe/Brussels:20261102T100000' \
    'RRULE:FREQ=WEEKLY;UNTIL=20261214T080000Z'
  event 'RECURRENCE-ID;TZID=Europe/Brussels:20261130T090000' 'DTSTART;TZID=Europe/Brussels:20261104T140000' \
    'DTEND;TZID=Europe/Brussels:20261104T150000' SEQUENCE:1
  echo END:VCALENDAR
} | sed 's/$/\r/' >calendar.ics
cat >weeks.cjs <<'JS'
const IcalExpander = require("ical-expander");
const calendar = new IcalExpander({ ics: require("fs").readFileSync("calendar.ics", "utf8"), maxIterations: 0 });
const week = (first, last) => {
  const { events, occurrences } = calendar.between(new Date(`${first}T00:00:00Z`), new Date(`${last}T22:00:00Z`));
  return events.length + occurrences.length;
};
console.log("ical-expander", week("2026-11-02", "2026-11-08"), week("2026-11-30", "2026-12-06"));
JS
cat >weeks.py <<'PY'
from datetime import UTC, datetime, timedelta

from icalendar import Calendar
from icalevents.icalevents import events
from recurring_ical_events import of

calendar = open("calendar.ics", "rb").read()
weeks = [(first, first + timedelta(days=6)) for first in (datetime(2026, 11, 2, tzinfo=UTC), datetime(2026, 11, 30, tzinfo=UTC))]
print("icalevents", *(len(events(string_content=calendar, start=first, end=last)) for first, last in weeks))
print("recurring-ical-events", *(len(of(Calendar.from_ical(calendar)).between(first, last)) for first, last in weeks))
PY
seen=$(node weeks.cjs; env/bin/python weeks.py)
echo "$seen"
[ "$seen" = "$(printf '%s\n' 'ical-expander 1 0' 'icalevents 2 1' 'recurring-ical-events 2 0')" ]
