// What ical.js sees in calendars: {name: text} comes in, {name: [entry]} goes out.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const moment = (time) => time.toJSDate().toISOString();
const address = (property) => property.getFirstValue().replace(/^mailto:/, "");

function entriesIn(text) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  for (const zone of calendar.getAllSubcomponents("vtimezone")) {
    ICAL.TimezoneService.register(new ICAL.Timezone(zone));
  }
  return calendar.getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component);
    return {
      method: calendar.getFirstPropertyValue("method"),
      uid: event.uid,
      sequence: event.sequence,
      starts_at: moment(event.startDate),
      ends_at: moment(event.endDate),
      recurrence_id: event.recurrenceId ? moment(event.recurrenceId) : null,
      organiser: address(component.getFirstProperty("organizer")),
      attendees: event.attendees.map((who) => [address(who), who.getParameter("role")]),
      status: component.getFirstPropertyValue("status"),
    };
  });
}

const calendars = JSON.parse(readFileSync(0, "utf8"));
const seen = Object.entries(calendars).map(([name, text]) => [name, entriesIn(text)]);
console.log(JSON.stringify(Object.fromEntries(seen)));
