#!/usr/bin/env bash
# node-ical 0.27.2, beside ical.js 2.2.1 (both npm): of three sessions that came without their series, one is left.
#
# A calendar may hold sessions of a series (RECURRENCE-ID) without the event that has its rule: who is invited to some
# sessions only gets it so, and so does who subscribes to the own meetings.
# Guess: three events, each at its own time, as ical.js gives them.
# What it does: the first session becomes the one event; the others are kept inside it under `recurrences`. That event
# has no rule, so `expandRecurringEvent` gives the first session alone, and what lists events shows one. No error.
# A program that writes such a calendar gives each session a UID of its own where node-ical may read it.
# Output seen: {"events":1,"expanded":["2026-11-12T08:00:00.000Z"],"icaljs":3}. Exits 0 while this is so.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund node-ical@0.27.2 ical.js@2.2.1
session() {  # BY-THE-RULE BEGIN END SEQUENCE, in local time
  printf '%s\n' BEGIN:VEVENT UID:meeting@example.org DTSTAMP:20261101T080000Z SUMMARY:Overleg \
    "RECURRENCE-ID;TZID=Europe/Brussels:$1" "DTSTART;TZID=Europe/Brussels:$2" "DTEND;TZID=Europe/Brussels:$3" \
    "SEQUENCE:$4" END:VEVENT
}
{
  printf '%s\n' BEGIN:VCALENDAR VERSION:2.0 PRODID:-//Example//NL METHOD:PUBLISH BEGIN:VTIMEZONE TZID:Europe/Brussels \
    BEGIN:DAYLIGHT DTSTART:19810329T020000 'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3' TZOFFSETFROM:+0100 \
    TZOFFSETTO:+0200 END:DAYLIGHT BEGIN:STANDARD DTSTART:19961027T030000 'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10' \
    TZOFFSETFROM:+0200 TZOFFSETTO:+0100 END:STANDARD END:VTIMEZONE
  session 20261112T090000 20261112T090000 20261112T100000 1
  session 20261126T090000 20261127T140000 20261127T150000 2
  session 20261210T090000 20261210T090000 20261210T100000 0
  echo END:VCALENDAR
} | sed 's/$/\r/' >calendar.ics
cat >read.mjs <<'END'
import fs from "node:fs";
import ICAL from "ical.js";
import ical from "node-ical";

const text = fs.readFileSync("calendar.ics", "utf8");
const events = Object.values(ical.sync.parseICS(text)).filter((event) => event.type === "VEVENT");
const term = { from: new Date("2026-11-01"), to: new Date("2027-01-01") };
const expanded = events.flatMap((event) => ical.expandRecurringEvent(event, term)).map((one) => one.start.toISOString());
const icaljs = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent").length;
const seen = JSON.stringify({ events: events.length, expanded, icaljs });
console.log(seen);
process.exit(seen === '{"events":1,"expanded":["2026-11-12T08:00:00.000Z"],"icaljs":3}' ? 0 : 1);
END
node read.mjs
