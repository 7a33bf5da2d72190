"""A meeting for calendars."""

from datetime import UTC

import pytest
from icalendar import Calendar, Event, vCalAddress

from shared.invitations.entry import Entry, Method, State
from shared.invitations.writing import published, written

from .entries import CLB, an_entry, local

LONG = "Overleg, é; " + "lang " * 30
METHODS = [(Method.REQUEST, State.CONFIRMED), (Method.CANCEL, State.CANCELLED), (Method.PUBLISH, State.TENTATIVE)]


def by_the_library(entry: Entry, method: Method) -> str:
    calendar, event = Calendar(), Event()
    calendar.add("prodid", "-//Flankerend//Zorgoverleg//NL")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    properties = {
        "uid": entry.uid,
        "sequence": entry.sequence,
        "dtstamp": entry.stamp.astimezone(UTC),
        "dtstart": entry.starts_at.astimezone(UTC),
        "dtend": entry.ends_at.astimezone(UTC),
        "summary": entry.title,
        "status": str(entry.state),
        "location": entry.place,
        "url": entry.link,
        "description": entry.description,
        "organizer": vCalAddress(f"mailto:{entry.organiser.address}", params={"CN": entry.organiser.name}),
    }
    for name, value in properties.items():
        if value is not None:
            event.add(name, value)
    for attendee in entry.attendees:
        params = {"CN": attendee.name, "ROLE": attendee.part, "PARTSTAT": "NEEDS-ACTION", "RSVP": "TRUE"}
        event.add("attendee", vCalAddress(f"mailto:{attendee.address}", params=params))
    calendar.add_component(event)
    text: str = calendar.to_ical().decode()
    return text


@pytest.mark.parametrize("place", ["Stadhuis, lokaal 2; " + "é" * 80, None])
@pytest.mark.parametrize(("method", "state"), METHODS)
def test_an_entry_is_as_the_library_writes_it(method: Method, state: State, place: str | None) -> None:
    fields = {"title": LONG, "description": "Regel 1\nRegel 2", "place": place, "state": state, "sequence": 2}
    entry = an_entry(local("2026-10-15T09:00"), **fields)
    if method is Method.PUBLISH:
        entry = an_entry(local("2026-10-15T09:00"), **fields, attendees=())
    assert written(entry, method, product="Zorgoverleg") == by_the_library(entry, method)


@pytest.mark.parametrize(
    ("begins", "moment"),
    [
        ("2026-10-23T09:00", "20261023T070000Z"),
        ("2026-10-26T09:00", "20261026T080000Z"),
        ("2027-03-26T09:00", "20270326T080000Z"),
        ("2027-03-29T09:00", "20270329T070000Z"),
    ],
)
def test_nine_o_clock_is_the_moment_that_it_is_on_both_sides_of_a_clock_change(begins: str, moment: str) -> None:
    assert f"DTSTART:{moment}\r\n" in written(an_entry(local(begins)), Method.REQUEST, product="Zorgoverleg")


def test_a_moment_in_two_zones_is_written_alike() -> None:
    there = local("2026-10-15T09:00")
    entries = [an_entry(there), an_entry(there.astimezone(UTC))]
    first, second = (written(entry, Method.REQUEST, product="Zorgoverleg") for entry in entries)
    assert first == second


def test_who_is_not_asked_to_answer_is_not_asked() -> None:
    silent = an_entry(local("2026-10-15T09:00"), attendees=(CLB, type(CLB)("x@y.example", asked=False)))
    text = written(silent, Method.REQUEST, product="Zorgoverleg").replace("\r\n ", "")
    assert [line.split("RSVP=")[1][:5] for line in text.splitlines() if line.startswith("ATTENDEE")] == [
        "TRUE:",
        "FALSE",
    ]


@pytest.mark.parametrize(("method", "attendees"), [(Method.PUBLISH, (CLB,)), (Method.REQUEST, ()), (Method.CANCEL, ())])
def test_what_no_calendar_takes_is_not_written(method: Method, attendees: tuple[object, ...]) -> None:
    with pytest.raises(ValueError, match=str(method)):
        written(an_entry(local("2026-10-15T09:00"), attendees=attendees), method, product="Zorgoverleg")


def test_many_meetings_are_one_calendar() -> None:
    entries = [an_entry(local(f"2026-10-{day}T09:00"), uid=f"{day}@flankerend", attendees=()) for day in (15, 16)]
    calendar = Calendar.from_ical(published(entries, product="Agenda", name="Overleg"))
    assert [str(event["UID"]) for event in calendar.walk("VEVENT")] == ["15@flankerend", "16@flankerend"]
    assert calendar["METHOD"] == "PUBLISH"
