"""When a calendar of somebody's own says that they are busy."""

from datetime import date, timedelta

import pytest

from consultation.directory.adapters.calendar_busy import SentCalendar, read_calendar
from consultation.domain.intervals import Interval
from consultation.domain.local_time import BRUSSELS
from shared.domain.errors import InvalidField

FIRST, LAST = date(2026, 11, 16), date(2027, 11, 16)
OWNER = "els@school.example"


def calendar(*parts: str, kind: str = "VEVENT") -> bytes:
    stamp = "DTSTAMP:20261101T000000Z"
    lines = [line for part in parts for line in (f"BEGIN:{kind}", stamp, *_lines(part), f"END:{kind}")]
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//", *lines, "END:VCALENDAR", ""]).encode()


def _lines(part: str) -> list[str]:
    return [line.strip() for line in part.strip().splitlines()]


def event(*lines: str, start: str = "DTSTART:20261117T080000Z", length: str = "DURATION:PT1H", uid: str = "a") -> str:
    return "\n".join([f"UID:{uid}", start, length, *lines])


def read(content: bytes, first: date = FIRST, last: date = LAST) -> SentCalendar:
    return read_calendar(content, first=first, last=last, owner=OWNER)


def busy(*parts: str) -> list[str]:
    """The times of events as clocks in Brussels show them."""
    return [shown(time) for time in sorted(read(calendar(*parts)).events)]


def shown(time: Interval) -> str:
    start, end = time.start.astimezone(BRUSSELS), time.end.astimezone(BRUSSELS)
    return f"{start:%d/%m %H:%M}-{end:%H:%M}"


def test_an_event_takes_its_time():
    assert busy(event()) == ["17/11 09:00-10:00"]


@pytest.mark.parametrize(
    "line",
    [
        "TRANSP:TRANSPARENT",
        "STATUS:CANCELLED",
        "X-MICROSOFT-CDO-BUSYSTATUS:FREE",
        "ATTENDEE;PARTSTAT=DECLINED:mailto:Els@School.example",
    ],
)
def test_what_takes_no_time_makes_nobody_busy(line: str):
    assert busy(event(line)) == []


@pytest.mark.parametrize(
    "line",
    [
        "TRANSP:OPAQUE",
        "STATUS:TENTATIVE",
        "X-MICROSOFT-CDO-BUSYSTATUS:OOF",
        "ATTENDEE;PARTSTAT=DECLINED:mailto:jan@school.example",
        "ATTENDEE;PARTSTAT=ACCEPTED:mailto:els@school.example",
    ],
)
def test_anything_else_does(line: str):
    assert busy(event(line)) == ["17/11 09:00-10:00"]


def test_our_own_meetings_make_nobody_busy():
    assert busy(event(uid="0199a000-0000-7000-8000-000000000001@flankerend"), event(uid="b")) == ["17/11 09:00-10:00"]
    assert busy(event(uid="0199A000-0000-7000-8000-000000000001@FLANKEREND")) == []


def test_a_weekly_event_keeps_its_clock_time_when_clocks_change():
    weekly = event("RRULE:FREQ=WEEKLY;COUNT=4", start="DTSTART;TZID=Europe/Brussels:20270316T090000")
    assert busy(weekly) == [
        "16/03 09:00-10:00",
        "23/03 09:00-10:00",
        "30/03 09:00-10:00",
        "06/04 09:00-10:00",
    ]
    october = event("RRULE:FREQ=WEEKLY;COUNT=3", start="DTSTART;TZID=W. Europe Standard Time:20261019T090000")
    times = read(calendar(october), first=date(2026, 10, 19)).events
    assert [shown(time) for time in times] == ["19/10 09:00-10:00", "26/10 09:00-10:00", "02/11 09:00-10:00"]


def test_exceptions_and_overrides_of_a_series_are_read_one_by_one():
    series = event(
        "RRULE:FREQ=DAILY;UNTIL=20261120T235959Z",
        "EXDATE;TZID=Europe/Brussels:20261118T090000",
        start="DTSTART;TZID=Europe/Brussels:20261116T090000",
    )
    moved = event(
        "RECURRENCE-ID;TZID=Europe/Brussels:20261119T090000", start="DTSTART;TZID=Europe/Brussels:20261119T140000"
    )
    cancelled = event(
        "RECURRENCE-ID;TZID=Europe/Brussels:20261120T090000",
        "STATUS:CANCELLED",
        start="DTSTART;TZID=Europe/Brussels:20261120T090000",
    )
    assert busy(series, moved, cancelled) == ["16/11 09:00-10:00", "17/11 09:00-10:00", "19/11 14:00-15:00"]


def test_a_whole_day_is_one_of_brussels():
    whole = event(start="DTSTART;VALUE=DATE:20261118", length="DTEND;VALUE=DATE:20261120")
    (time,) = read(calendar(whole)).events
    assert (shown(time), time.end - time.start) == ("18/11 00:00-00:00", timedelta(days=2))


@pytest.mark.parametrize("start", ["DTSTART:20261117T090000", "DTSTART;TZID=Nowhere/City:20261117T090000"])
def test_a_time_in_no_zone_that_is_known_is_one_in_brussels(start: str):
    assert busy(event(start=start)) == ["17/11 09:00-10:00"]


def test_a_moment_without_length_and_what_is_past_take_no_time():
    past = event(start="DTSTART:20261001T080000Z")
    assert busy(event(length="DURATION:PT0S"), past) == []


def test_free_busy_answers_take_what_is_not_free():
    answer = """
        UID:f
        DTSTART:20261101T000000Z
        DTEND:20271201T000000Z
        FREEBUSY;FBTYPE=BUSY:20261116T080000Z/PT3H,20261117T080000Z/20261117T090000Z
        FREEBUSY;FBTYPE=FREE:20261118T080000Z/PT1H
        FREEBUSY;FBTYPE=BUSY-TENTATIVE:20261119T080000Z/PT1H
        FREEBUSY:20261120T080000Z/PT1H
    """
    sent = read(calendar(answer, kind="VFREEBUSY"))
    assert sent.events == ()
    assert [shown(time) for time in sent.free_busy] == [
        "16/11 09:00-12:00",
        "17/11 09:00-10:00",
        "19/11 09:00-10:00",
        "20/11 09:00-10:00",
    ]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"niets",
        b"\xff\xfe",
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VCALENDAR\r\n",
        b"BEGIN:VEVENT\r\nUID:a\r\nDTSTART:20261117T080000Z\r\nEND:VEVENT\r\n",
        calendar("UID:a\nDURATION:PT1H"),
        calendar(event(start="DTSTART:gisteren")),
    ],
)
def test_what_is_no_calendar_is_refused_without_repeating_it(content: bytes):
    with pytest.raises(InvalidField) as refused:
        read(content)
    assert refused.value.field == "calendar"
    assert "gisteren" not in refused.value.reason


@pytest.mark.parametrize(
    "events",
    [
        [event("RRULE:FREQ=SECONDLY")],
        [event("RRULE:FREQ=HOURLY;COUNT=2")],
        [event("RRULE:FREQ=DAILY", start="DTSTART:10010101T080000Z")],
        [event(f"RRULE:FREQ=DAILY;BYMINUTE={','.join(map(str, range(60)))};BYHOUR={','.join(map(str, range(24)))}")],
        [event("RRULE:FREQ=DAILY", start="DTSTART:19990101T080000Z", uid=str(number)) for number in range(30)],
        [event(uid=str(number)) for number in range(5001)],
    ],
    ids=["seconds", "hours", "long ago", "minutes", "thirty", "many"],
)
def test_a_calendar_that_would_never_be_read_to_its_end_is_refused_at_once(events: list[str]):
    with pytest.raises(InvalidField, match="calendar"):
        read(calendar(*events))


def test_a_busy_year_of_work_is_read():
    weekly = [
        event(
            "RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
            start=f"DTSTART;TZID=Europe/Brussels:20200901T{hour:02}0000",
            uid=str(hour),
        )
        for hour in range(8, 17)
    ]
    assert len(read(calendar(*weekly)).events) > 2000
