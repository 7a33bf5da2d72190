"""A calendar entry written line by line is what the library makes of it, to the byte."""

from datetime import UTC, datetime

import pytest
from icalendar import Calendar, Event, vCalAddress

from notifications.channels.email.calendar_entry import Heading, written
from notifications.domain.labels import Appointment, CalendarEntry
from shared.runtime.clock import BRUSSELS

NOW = datetime(2026, 10, 12, 9, 0, 1, 5, tzinfo=BRUSSELS)
STARTS_AT = datetime(2026, 10, 15, 9, 0, tzinfo=BRUSSELS)
ENDS_AT = datetime(2026, 10, 15, 9, 45, tzinfo=BRUSSELS)
HEADING = Heading("Overleg, é; " + "lang " * 30, "Regel 1\nRegel 2", "onderwijs@stad.example", "an@mail.example")


def by_the_library(entry: CalendarEntry) -> str:
    attendee = vCalAddress(f"mailto:{HEADING.attendee}")
    attendee.params.update({"PARTSTAT": "NEEDS-ACTION", "RSVP": "TRUE"})
    properties = {
        "uid": entry.uid,
        "sequence": entry.sequence,
        "dtstamp": NOW.astimezone(UTC).replace(microsecond=0),
        "dtstart": entry.appointment.starts_at.astimezone(UTC),
        "dtend": entry.appointment.ends_at.astimezone(UTC),
        "summary": HEADING.title,
        "status": "CANCELLED" if entry.cancelled else "CONFIRMED",
        "location": entry.appointment.place,
        "url": entry.link,
        "description": HEADING.description,
        "organizer": vCalAddress(f"mailto:{HEADING.organiser}"),
        "attendee": attendee,
    }
    calendar, event = Calendar(), Event()
    calendar.add("prodid", "-//Flankerend//Zorgoverleg//NL")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if entry.cancelled else "REQUEST")
    for name, value in properties.items():
        if value is not None:
            event.add(name, value)
    calendar.add_component(event)
    text: str = calendar.to_ical().decode()
    return text


@pytest.mark.parametrize("place", ["Stadhuis, lokaal 2; " + "é" * 80, None])
@pytest.mark.parametrize("cancelled", [True, False])
def test_an_entry_is_as_the_library_writes_it(place: str | None, *, cancelled: bool) -> None:
    entry = CalendarEntry(
        uid="a-meeting@stad.example",
        sequence=2,
        appointment=Appointment(STARTS_AT, ENDS_AT, place),
        link="https://stad.example/meetings/00000000-0000-7000-8000-00000000cafe",
        words="zorgoverleg",
        cancelled=cancelled,
    )
    assert written(entry, HEADING, NOW) == by_the_library(entry)
