// What the crate icalendar writes as answers: {name: {text, attendee, status, proposed}} comes in, {name: text} goes out.
use std::collections::BTreeMap;
use std::io::stdin;

use chrono::{DateTime, Utc};
use icalendar::{Calendar, CalendarComponent, Component, Event, EventLike, Property};
use serde::Deserialize;

#[derive(Deserialize)]
struct Question {
    text: String,
    attendee: String,
    status: String,
    proposed: Option<(DateTime<Utc>, DateTime<Utc>)>,
}

fn main() {
    let asked: BTreeMap<String, Question> = serde_json::from_reader(stdin()).unwrap();
    let answers: BTreeMap<&String, String> = asked.iter().map(|(name, question)| (name, answer_to(question))).collect();
    println!("{}", serde_json::to_string(&answers).unwrap());
}

fn answer_to(question: &Question) -> String {
    let invitation: Calendar = question.text.parse().unwrap();
    let invited = invitation
        .components
        .iter()
        .find_map(|component| match component {
            CalendarComponent::Event(event) => Some(event),
            _ => None,
        })
        .unwrap();
    let mut event = Event::new();
    event.uid(invited.get_uid().unwrap()).sequence(invited.get_sequence().unwrap());
    for name in ["ORGANIZER", "RECURRENCE-ID"] {
        if let Some(property) = invited.properties().get(name) {
            event.append_property(property.clone());
        }
    }
    let mut who = Property::new("ATTENDEE", format!("mailto:{}", question.attendee));
    let status = if question.proposed.is_some() { "TENTATIVE" } else { &question.status };
    event.append_multi_property(who.add_parameter("PARTSTAT", status).done());
    let mut method = "REPLY";
    if let Some((starts_at, ends_at)) = question.proposed {
        method = "COUNTER";
        event.starts(starts_at).ends(ends_at);
    }
    let mut calendar = Calendar::new();
    calendar.append_property(("METHOD", method)).push(event.done());
    calendar.to_string()
}
