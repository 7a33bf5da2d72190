// What node-ical sees in calendars: {name: text} comes in, {name: [entry]} goes out. It only reads.
import { readFileSync } from "node:fs";
import ical from "node-ical";

const address = (value) => value.replace(/^mailto:/, "");
const list = (value) => (value === undefined ? [] : [value].flat());

function entriesIn(text) {
  const parsed = ical.sync.parseICS(text);
  const events = Object.values(parsed).filter((component) => component.type === "VEVENT");
  return events.map((event) => ({
    method: event.method ?? parsed.vcalendar.method,
    uid: event.uid,
    sequence: Number(event.sequence),
    starts_at: event.start.toISOString(),
    ends_at: event.end.toISOString(),
    recurrence_id: event.recurrenceid ? event.recurrenceid.toISOString() : null,
    organiser: address(event.organizer.val ?? event.organizer),
    attendees: list(event.attendee).map((who) => [address(who.val), who.params.ROLE]),
    status: event.status,
  }));
}

const calendars = JSON.parse(readFileSync(0, "utf8"));
const seen = Object.entries(calendars).map(([name, text]) => [name, entriesIn(text)]);
console.log(JSON.stringify(Object.fromEntries(seen)));
