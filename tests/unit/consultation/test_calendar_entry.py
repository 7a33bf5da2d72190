"""A meeting as a calendar entry."""

from datetime import timedelta

import pytest
from icalendar import Calendar

from consultation.api.calendar_entry import calendar_entry
from consultation.domain.meeting import Meeting
from consultation.domain.standing import Standing

from .people import MONDAY, NOW, TUESDAY, a_slot, at, proposed

LINK = "https://flankerend.example/meetings/1"


def entry_of(meeting: Meeting):
    text = calendar_entry(meeting, meeting.slot, ["SP-2026-000123"], LINK)
    (event,) = Calendar.from_ical(text).walk("VEVENT")
    return event


def scheduled(**fields) -> Meeting:
    return proposed(**fields).schedule(a_slot(), NOW)


def test_it_is_published_with_reference_place_link_and_time():
    meeting = scheduled()
    calendar = Calendar.from_ical(calendar_entry(meeting, meeting.slot, ["SP-2026-000123"], LINK))
    event = entry_of(meeting)
    assert calendar["method"] == "PUBLISH"
    assert (event["summary"], event["location"], event["url"]) == ("Zorgoverleg SP-2026-000123", "Zorglokaal", LINK)
    assert (event["dtstart"].dt, event["dtend"].dt) == (at(MONDAY, "08:30"), at(MONDAY, "09:15"))
    assert event["uid"] == meeting.ical_uid


def test_it_names_nobody():
    assert "ATTENDEE" not in entry_of(scheduled())
    assert "ORGANIZER" not in entry_of(scheduled())


def test_a_moved_meeting_is_the_same_entry_with_the_next_sequence():
    before = scheduled()
    after = before.reschedule(a_slot(TUESDAY), NOW + timedelta(hours=1))
    assert entry_of(after)["uid"] == entry_of(before)["uid"]
    assert (entry_of(before)["sequence"], entry_of(after)["sequence"]) == (0, 1)
    assert entry_of(after)["dtstamp"].dt > entry_of(before)["dtstamp"].dt


@pytest.mark.parametrize(
    ("meeting", "status"),
    [
        (scheduled(), "CONFIRMED"),
        (scheduled().complete(NOW), "CONFIRMED"),
        (scheduled().follow(Standing.WITHDRAWAL_PROPOSED, NOW), "TENTATIVE"),
        (scheduled().cancel(None, NOW), "CANCELLED"),
    ],
)
def test_the_status_says_whether_it_is_on(meeting: Meeting, status: str):
    assert entry_of(meeting)["status"] == status


def test_a_meeting_without_place_has_none():
    assert "LOCATION" not in entry_of(scheduled(place=None))
