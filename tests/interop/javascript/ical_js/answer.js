// What ical.js writes as answers: {name: {text, attendee, status, proposed}} comes in, {name: text} goes out.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const utc = (moment) => ICAL.Time.fromJSDate(new Date(moment), true);

function answerTo({ text, attendee, status, proposed }) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  const event = calendar.getFirstSubcomponent("vevent");
  calendar.updatePropertyWithValue("method", proposed ? "COUNTER" : "REPLY");
  for (const who of event.getAllProperties("attendee")) {
    if (who.getFirstValue() === `mailto:${attendee}`) {
      who.setParameter("partstat", proposed ? "TENTATIVE" : status);
      who.removeParameter("rsvp");
    } else {
      event.removeProperty(who);
    }
  }
  if (proposed) {
    ["dtstart", "dtend"].forEach((name, index) => {
      event.removeProperty(name);
      event.addPropertyWithValue(name, utc(proposed[index]));
    });
  }
  event.updatePropertyWithValue("dtstamp", ICAL.Time.now());
  return calendar.toString();
}

const asked = JSON.parse(readFileSync(0, "utf8"));
const answers = Object.entries(asked).map(([name, question]) => [name, answerTo(question)]);
console.log(JSON.stringify(Object.fromEntries(answers)));
