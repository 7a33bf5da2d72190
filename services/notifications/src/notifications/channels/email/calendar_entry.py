"""The calendar entry (`.ics`, RFC 5545 and 5546) that goes with a mail: its words name nobody."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from icalendar import Event, vCalAddress

from notifications.domain.labels import CalendarEntry

_REQUEST, _CANCEL = "REQUEST", "CANCEL"
_CRLF = "\r\n"


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
    """The entry as text, for one receiver; its lines in the order in which the library writes them."""
    appointment = entry.appointment
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        _line("prodid", f"-//Flankerend//{entry.words.capitalize()}//NL"),
        f"METHOD:{method_of(entry)}",
        "BEGIN:VEVENT",
        _line("summary", heading.title),
        _line("dtstart", appointment.starts_at.astimezone(UTC)),
        _line("dtend", appointment.ends_at.astimezone(UTC)),
        _line("dtstamp", now.astimezone(UTC).replace(microsecond=0)),
        _line("uid", entry.uid),
        _line("sequence", entry.sequence),
        _attendee(heading.attendee),
        _line("description", heading.description),
        *([_line("location", appointment.place)] if appointment.place else []),
        _line("organizer", f"mailto:{heading.organiser}"),
        _line("status", "CANCELLED" if entry.cancelled else "CONFIRMED"),
        _line("url", entry.link),
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return _CRLF.join([*lines, ""])


# The library writes each line. Lines repeat: in the entries of all participants, of a second, of a place.
@lru_cache(maxsize=2048)
def _line(name: str, value: str | int | datetime) -> str:
    return _inside(name, value)


@lru_cache(maxsize=1024)
def _attendee(address: str) -> str:
    attendee = vCalAddress(f"mailto:{address}")
    attendee.params["PARTSTAT"] = "NEEDS-ACTION"
    attendee.params["RSVP"] = "TRUE"
    return _inside("attendee", attendee)


def _inside(name: str, value: str | int | datetime) -> str:
    """The line of a property, which may be folded."""
    event = Event()
    event.add(name, value)
    text: str = event.to_ical().decode()
    return text.removeprefix(f"BEGIN:VEVENT{_CRLF}").removesuffix(f"{_CRLF}END:VEVENT{_CRLF}")
