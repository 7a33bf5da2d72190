"""The calendar entry (`.ics`, RFC 5545 and 5546) that goes with a mail: its words name nobody."""

from dataclasses import dataclass
from datetime import UTC, datetime

from icalendar import Calendar, Event, vCalAddress

from notifications.domain.labels import CalendarEntry

_REQUEST, _CANCEL = "REQUEST", "CANCEL"


@dataclass(frozen=True, slots=True)
class Heading:
    """Title and description of an entry, and the addresses of organiser and attendee."""

    title: str
    description: str
    organiser: str
    attendee: str


def method_of(entry: CalendarEntry) -> str:
    """What the receiver's calendar does with the entry."""
    return _CANCEL if entry.cancelled else _REQUEST


def written(entry: CalendarEntry, heading: Heading, now: datetime) -> str:
    """The entry as text, for one receiver."""
    calendar = Calendar()
    calendar.add("prodid", f"-//Flankerend//{entry.words.capitalize()}//NL")
    calendar.add("version", "2.0")
    calendar.add("method", method_of(entry))
    calendar.add_component(_event(entry, heading, now))
    return str(calendar.to_ical().decode())


def _event(entry: CalendarEntry, heading: Heading, now: datetime) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", entry.appointment.starts_at.astimezone(UTC))
    event.add("dtend", entry.appointment.ends_at.astimezone(UTC))
    event.add("summary", heading.title)
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    if entry.appointment.place:
        event.add("location", entry.appointment.place)
    event.add("url", entry.link)
    event.add("description", heading.description)
    event.add("organizer", vCalAddress(f"mailto:{heading.organiser}"))
    event.add("attendee", _attendee(heading.attendee))
    return event


def _attendee(address: str) -> vCalAddress:
    attendee = vCalAddress(f"mailto:{address}")
    attendee.params["PARTSTAT"] = "NEEDS-ACTION"
    attendee.params["RSVP"] = "TRUE"
    return attendee
