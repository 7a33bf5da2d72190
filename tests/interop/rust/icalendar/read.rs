// What the crate icalendar sees in calendars: {name: text} comes in, {name: [entry]} goes out.
use std::collections::BTreeMap;
use std::io::stdin;

use icalendar::{Calendar, CalendarComponent, Component, DatePerhapsTime, Event, Property};
use serde::Serialize;

#[derive(Serialize)]
struct Entry {
    method: String,
    uid: String,
    sequence: u32,
    starts_at: String,
    ends_at: String,
    recurrence_id: Option<String>,
    organiser: String,
    attendees: Vec<(String, String)>,
    status: String,
}

fn main() {
    let calendars: BTreeMap<String, String> = serde_json::from_reader(stdin()).unwrap();
    let seen: BTreeMap<String, Vec<Entry>> = calendars.iter().map(|(name, text)| (name.clone(), entries_in(text))).collect();
    println!("{}", serde_json::to_string(&seen).unwrap());
}

fn entries_in(text: &str) -> Vec<Entry> {
    let calendar: Calendar = text.parse().unwrap();
    let method = calendar.property_value("METHOD").unwrap_or_default().to_string();
    calendar
        .components
        .iter()
        .filter_map(|component| match component {
            CalendarComponent::Event(event) => Some(seen(event, &method)),
            _ => None,
        })
        .collect()
}

fn seen(event: &Event, method: &str) -> Entry {
    let attendees = event.multi_properties().get("ATTENDEE").cloned().unwrap_or_default();
    Entry {
        method: method.to_string(),
        uid: event.get_uid().unwrap().to_string(),
        sequence: event.get_sequence().unwrap(),
        starts_at: moment(event.get_start().unwrap()),
        ends_at: moment(event.get_end().unwrap()),
        recurrence_id: event.get_recurrence_id().map(moment),
        organiser: address(event.property_value("ORGANIZER").unwrap()),
        attendees: attendees.iter().map(|who| (address(who.value()), role(who))).collect(),
        status: event.property_value("STATUS").unwrap().to_string(),
    }
}

fn moment(time: DatePerhapsTime) -> String {
    match time {
        DatePerhapsTime::DateTime(time) => time.try_into_utc().unwrap().to_rfc3339(),
        DatePerhapsTime::Date(day) => panic!("a day: {day}"),
    }
}

fn role(who: &Property) -> String {
    who.params().get("ROLE").unwrap().value().to_string()
}

fn address(value: &str) -> String {
    value.trim_start_matches("mailto:").to_string()
}
