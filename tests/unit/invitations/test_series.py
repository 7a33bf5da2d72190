"""Series for calendars: written, and read by a library that did not write them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from dateutil.rrule import rrulestr
from icalendar import Calendar, Event

from shared.invitations.entry import Method, State
from shared.invitations.rhythm import Monthly, Rhythm, Weekly, starts_until
from shared.invitations.series import Series, series_written
from shared.invitations.writing import written

from .entries import an_entry, local

FIRST, LAST = local("2026-10-01T09:00"), local("2026-12-10T09:00")
"""Thursdays around the change to winter time of 25 October 2026, with the autumn holidays of 2 to 8 November."""
HOLIDAY = local("2026-11-05T09:00")


def fortnightly(**fields: Any) -> Series:
    series = {"first": an_entry(FIRST), "rhythm": Weekly(1), "last": LAST, "left_out": (HOLIDAY,)}
    return Series(**(series | fields))


def moved() -> Series:
    session = an_entry(local("2026-11-20T10:30"), sequence=1, recurrence_id=local("2026-11-19T09:00"))
    return fortnightly(changed=(session,))


def events_of(text: str) -> list[Event]:
    return Calendar.from_ical(text).walk("VEVENT")


def test_nine_o_clock_stays_nine_o_clock_through_the_change_of_clocks() -> None:
    starts = [session.starts_at for session in fortnightly().sessions]
    assert {(start.hour, start.minute) for start in starts} == {(9, 0)}
    assert {start.utcoffset() for start in starts} == {timedelta(hours=1), timedelta(hours=2)}
    assert HOLIDAY not in starts


@pytest.mark.parametrize(
    ("rhythm", "first", "last"),
    [
        (Weekly(1), FIRST, LAST),
        (Weekly(6), FIRST, local("2027-06-24T09:00")),
        (Monthly(), FIRST, local("2027-06-03T09:00")),
        (Monthly(), local("2026-09-22T13:30"), local("2027-06-22T13:30")),
    ],
)
def test_a_rule_means_the_starts_that_it_was_made_for(rhythm: Rhythm, first: datetime, last: datetime) -> None:
    rule = f"{rhythm.rule(first)};UNTIL={last.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    assert list(rrulestr(rule, dtstart=first)) == starts_until(rhythm, first, last)


def test_a_fifth_thursday_is_no_rhythm() -> None:
    with pytest.raises(ValueError, match="fifth"):
        starts_until(Monthly(), local("2026-10-29T09:00"), LAST)


def test_a_series_has_one_uid_local_time_with_its_zone_and_an_end_in_utc() -> None:
    text = series_written(moved(), Method.REQUEST, product="Zorgoverleg").replace("\r\n ", "")
    rule, override = events_of(text)
    assert rule["UID"] == override["UID"]
    assert "BEGIN:VTIMEZONE\r\nTZID:Europe/Brussels" in text
    assert "DTSTART;TZID=Europe/Brussels:20261001T090000" in text
    assert "RRULE:FREQ=WEEKLY;INTERVAL=1;BYDAY=TH;UNTIL=20261210T225959Z" in text
    assert "EXDATE;TZID=Europe/Brussels:20261105T090000" in text
    assert "RECURRENCE-ID;TZID=Europe/Brussels:20261119T090000" in text
    assert not {"RANGE", "RDATE", "COUNT"} & set(text.replace(";", "\n").replace("=", "\n").replace(":", "\n").split())


def test_the_zone_is_the_one_that_clocks_keep() -> None:
    text = series_written(moved(), Method.REQUEST, product="Zorgoverleg")
    (zone,) = Calendar.from_ical(text).walk("VTIMEZONE")
    zone = zone.to_tz(lookup_tzid=False)
    for shown in ("2026-10-25T00:30", "2026-10-25T03:30", "2027-03-28T00:30", "2027-03-28T03:30"):
        ours = moment = local(shown)
        assert moment.replace(tzinfo=zone).utcoffset() == ours.utcoffset()


def test_one_session_alone_says_which_it_was() -> None:
    (session,) = moved().changed
    (event,) = events_of(written(session, Method.REQUEST, product="Zorgoverleg"))
    assert event["RECURRENCE-ID"].dt == local("2026-11-19T09:00")
    assert event["DTSTART"].dt == local("2026-11-20T10:30")
    assert "RRULE" not in event


def test_a_session_is_called_off_alone_and_a_series_as_a_whole() -> None:
    off = replace(moved().changed[0], state=State.CANCELLED, sequence=2)
    calendar = Calendar.from_ical(written(off, Method.CANCEL, product="Zorgoverleg"))
    assert (calendar["METHOD"], calendar.walk("VEVENT")[0]["STATUS"]) == ("CANCEL", "CANCELLED")
    whole = replace(moved(), first=an_entry(FIRST, state=State.CANCELLED, sequence=3))
    assert len(events_of(series_written(whole, Method.CANCEL, product="Zorgoverleg"))) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"left_out": (HOLIDAY + timedelta(hours=1),)},
        {"left_out": (HOLIDAY, HOLIDAY)},
        {"changed": (an_entry(LAST),)},
        {"changed": (an_entry(LAST, recurrence_id=HOLIDAY),)},
        {"changed": (an_entry(LAST, recurrence_id=LAST, uid="another@flankerend"),)},
        {"last": FIRST - timedelta(days=1), "left_out": ()},
    ],
)
def test_a_series_that_contradicts_itself_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError):
        fortnightly(**wrong)
