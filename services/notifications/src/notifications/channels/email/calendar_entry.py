"""The calendar entry (`.ics`, RFC 5545 and 5546) that goes with a mail: its words name nobody."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache

from icalendar import Calendar, Event, vCalAddress

from notifications.domain.labels import CalendarEntry

_REQUEST, _CANCEL = "REQUEST", "CANCEL"
_CRLF = "\r\n"
_ATTENDEE, _SOMEBODY = "ATTENDEE", "somebody"


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
    before, after = _around_attendee(entry, replace(heading, attendee=_SOMEBODY), _stamp(now))
    return f"{before}{_attendee_line(heading.attendee)}{after}"


def _stamp(now: datetime) -> datetime:
    return now.astimezone(UTC).replace(microsecond=0)


# Everybody at a meeting gets the same entry, but for the line that names the attendee; and the same people meet often.
@lru_cache(maxsize=256)
def _around_attendee(entry: CalendarEntry, heading: Heading, stamp: datetime) -> tuple[str, str]:
    calendar = Calendar()
    calendar.add("prodid", f"-//Flankerend//{entry.words.capitalize()}//NL")
    calendar.add("version", "2.0")
    calendar.add("method", method_of(entry))
    calendar.add_component(_event(entry, heading, stamp))
    before, _, after = calendar.to_ical().decode().partition(f"{_ATTENDEE}:mailto:{_SOMEBODY}{_CRLF}")
    return before, after


@lru_cache(maxsize=1024)
def _attendee_line(address: str) -> str:
    event = Event()
    attendee = vCalAddress(f"mailto:{address}")
    attendee.params["PARTSTAT"] = "NEEDS-ACTION"
    attendee.params["RSVP"] = "TRUE"
    event.add(_ATTENDEE, attendee)
    inside: str = event.to_ical().decode().partition(_CRLF)[2].rpartition("END:")[0]
    return inside


def _event(entry: CalendarEntry, heading: Heading, stamp: datetime) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", stamp)
    event.add("dtstart", entry.appointment.starts_at.astimezone(UTC))
    event.add("dtend", entry.appointment.ends_at.astimezone(UTC))
    event.add("summary", heading.title)
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    if entry.appointment.place:
        event.add("location", entry.appointment.place)
    event.add("url", entry.link)
    event.add("description", heading.description)
    event.add("organizer", vCalAddress(f"mailto:{heading.organiser}"))
    event.add(_ATTENDEE, vCalAddress(f"mailto:{heading.attendee}"))
    return event
