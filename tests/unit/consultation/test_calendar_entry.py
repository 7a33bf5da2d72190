"""A meeting as a calendar entry."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from consultation.meetings.api.calendar_entry import calendar_entry
from consultation.meetings.domain.meeting import Meeting
from consultation.meetings.domain.session import Session
from consultation.meetings.domain.standing import Standing
from consultation.testing.factories import MONDAY, NOW, TUESDAY, a_slot, at, proposed
from shared.invitations.entry import Method
from shared.invitations.writing import written

LINK = "https://flankerend.example/meetings/1"
SENDER = "overleg@stad.example"
SUMMARY = "Zorgoverleg SP-2026-000123"


def entry_of(meeting: Meeting):
    (event,) = Calendar.from_ical(text_of(meeting)).walk("VEVENT")
    return event


def text_of(meeting: Meeting) -> str:
    entry = calendar_entry(meeting, meeting.slot, summary=SUMMARY, link=LINK, organiser=SENDER)
    return written(entry, Method.PUBLISH, product="consultation")


def scheduled(**fields) -> Meeting:
    return proposed(**fields).schedule(a_slot(), NOW)


def test_it_is_published_with_reference_place_link_and_time():
    meeting = scheduled()
    calendar = Calendar.from_ical(text_of(meeting))
    event = entry_of(meeting)
    assert calendar["method"] == "PUBLISH"
    assert (event["summary"], event["location"], event["url"]) == ("Zorgoverleg SP-2026-000123", "Zorglokaal", LINK)
    assert (event["dtstart"].dt, event["dtend"].dt) == (at(MONDAY, "08:30"), at(MONDAY, "09:15"))
    assert event["uid"] == meeting.ical_uid


def test_what_is_published_has_the_sender_as_its_one_organiser_and_no_attendee():
    entry = entry_of(scheduled())
    assert entry["organizer"] == f"mailto:{SENDER}"
    assert "ATTENDEE" not in entry


@pytest.mark.parametrize("zone", ["Europe/Brussels", "America/New_York"])
def test_every_time_is_in_utc_whatever_zone_comes_in(zone: str):
    meeting = scheduled(created_at=NOW)
    there = replace(meeting, changed_at=meeting.changed_at.astimezone(ZoneInfo(zone)))
    times = [line for line in text_of(there).splitlines() if line.startswith("DT")]
    assert times == ["DTSTART:20261116T073000Z", "DTEND:20261116T081500Z", "DTSTAMP:20261113T150000Z"]


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
        (scheduled().complete(at(MONDAY, "09:15")), "CONFIRMED"),
        (scheduled().follow(Standing.WITHDRAWAL_PROPOSED, NOW), "TENTATIVE"),
        (scheduled().cancel(None, NOW), "CANCELLED"),
    ],
)
def test_the_status_says_whether_it_is_on(meeting: Meeting, status: str):
    assert entry_of(meeting)["status"] == status


def test_a_meeting_without_place_has_none():
    assert "LOCATION" not in entry_of(scheduled(place=None))


def test_a_session_of_a_series_is_known_by_its_series_and_the_start_it_was_fixed_for():
    series_id = uuid4()
    session = replace(scheduled(), session=Session(series_id=series_id, fixed_for=at(MONDAY, "08:30")))
    moved = session.reschedule(a_slot(TUESDAY), NOW)
    entry = entry_of(moved)
    assert entry["uid"] == f"{series_id}@flankerend"
    assert (entry["recurrence-id"].dt, entry["dtstart"].dt) == (at(MONDAY, "08:30"), at(TUESDAY, "08:30"))
    assert "BEGIN:VTIMEZONE" in text_of(moved)
