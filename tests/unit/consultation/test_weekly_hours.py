"""Hours that come back every week, as text and on a day."""

from datetime import date, time, timedelta
from typing import Any

import pytest

from consultation.domain.intervals import Interval
from consultation.domain.local_time import moment
from consultation.domain.weekly_hours import WeeklyHours, hours_on, parse_weekly, written
from consultation.testing.factories import MONDAY, TUESDAY, at
from shared.domain.errors import InvalidField

TEXT = "1 08:30-12:00; 3 13:00-16:00"


def test_the_text_says_weekday_from_and_until():
    assert parse_weekly(TEXT) == (
        WeeklyHours(1, time(8, 30), time(12)),
        WeeklyHours(3, time(13), time(16)),
    )


@pytest.mark.parametrize("text", ["", " ; ", "|"])
def test_no_text_is_no_hours(text: str):
    assert parse_weekly(text) == ()


def test_a_stroke_separates_too():
    assert parse_weekly("1 8:30-12:00|2 08:30 - 12:00") == (
        WeeklyHours(1, time(8, 30), time(12)),
        WeeklyHours(2, time(8, 30), time(12)),
    )


@pytest.mark.parametrize(
    "wrong", ["8 08:30-12:00", "1 0830-12:00", "maandag 08:30-12:00", "1 24:00-25:00", "1 12:00-08:30"]
)
def test_the_entry_that_is_wrong_is_named(wrong: str):
    with pytest.raises(InvalidField, match="weekly: entry 2") as caught:
        parse_weekly(f"1 08:30-12:00; {wrong}")
    assert wrong not in str(caught.value)


def test_a_week_has_seven_days():
    with pytest.raises(InvalidField, match="weekday"):
        WeeklyHours(0, time(8), time(9))


def test_hours_hold_on_their_weekday_only():
    hours = parse_weekly("1 08:30-12:00; 1 12:00-13:00")
    assert hours_on(MONDAY, hours) == (Interval(at(MONDAY, "08:30"), at(MONDAY, "13:00")),)
    assert hours_on(TUESDAY, hours) == ()


def test_hours_are_those_of_the_clock_in_summer_and_in_winter():
    hours = parse_weekly("1 08:30-12:00")
    summer, winter = date(2026, 10, 19), date(2026, 10, 26)
    (in_summer,), (in_winter,) = hours_on(summer, hours), hours_on(winter, hours)
    assert (in_summer.start.hour, in_winter.start.hour) == (6, 7)  # UTC
    assert in_winter.start == moment(winter, time(8, 30))


SEPTEMBER, JUNE = date(2026, 9, 7), date(2027, 6, 30)


@pytest.mark.parametrize(
    ("text", "day", "holds"),
    [
        ("1 08:30-12:00 2026-09-07..2027-06-30", date(2026, 8, 31), False),
        ("1 08:30-12:00 2026-09-07..2027-06-30", date(2026, 9, 7), True),
        ("1 08:30-12:00 2026-09-07..2027-06-28", date(2027, 6, 28), True),
        ("1 08:30-12:00 2026-09-07..2027-06-28", date(2027, 7, 5), False),
        ("1 08:30-12:00 ..2027-06-28", date(1999, 3, 1), True),
        ("1 08:30-12:00 2026-09-09.. /2", date(2026, 9, 7), False),  # before the first day, in its week
        ("1 08:30-12:00 2026-09-09.. /2", date(2026, 9, 14), False),
        ("1 08:30-12:00 2026-09-09.. /2", date(2026, 9, 21), True),
        # 2026 has 53 weeks: week 53 and week 1 of 2027 are both odd, and yet only one of them is a second week.
        ("1 08:30-12:00 2026-12-14.. /2", date(2026, 12, 28), True),
        ("1 08:30-12:00 2026-12-14.. /2", date(2027, 1, 4), False),
        ("1 08:30-12:00 2026-12-14.. /2", date(2027, 1, 11), True),
    ],
)
def test_hours_hold_between_their_days_and_in_their_weeks(text: str, day: date, *, holds: bool):
    (hours,) = parse_weekly(text)
    assert bool(hours.on(day)) == holds


@pytest.mark.parametrize(
    "text",
    [
        "1 08:30-12:00 2026-09-07..2027-06-30 /2",
        "1 08:30-12:00 ..2027-06-30; 2 13:00-16:00:30",
        "1 08:30-12:00 2026-09-07..; 3 08:30-12:00",
    ],
)
def test_hours_are_written_as_they_are_read(text: str):
    assert written(parse_weekly(text)) == text


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"valid_from": JUNE, "valid_until": SEPTEMBER}, "valid_until"),
        ({"every_weeks": 2}, "valid_from"),
        ({"every_weeks": 0}, "every_weeks"),
        ({"every_weeks": 53, "valid_from": SEPTEMBER}, "every_weeks"),
    ],
)
def test_hours_that_never_hold_are_refused(fields: dict[str, Any], field: str):
    with pytest.raises(InvalidField) as refused:
        WeeklyHours(1, time(8, 30), time(12), **fields)
    assert refused.value.field == field


def test_a_day_that_no_calendar_has_is_refused_with_the_entry():
    with pytest.raises(InvalidField, match="entry 2"):
        parse_weekly("1 08:30-12:00; 2 08:30-12:00 2026-02-30..")


@pytest.mark.parametrize(("text", "left"), [("7 02:00-03:00", 0), ("7 02:30-03:10", 0), ("7 02:00-04:00", 1)])
def test_nothing_is_left_of_hours_in_the_hour_that_the_clocks_leave_out(text: str, left: int):
    hours, clocks_change = parse_weekly(text), date(2027, 3, 28)
    lengths = [interval.end - interval.start for interval in hours_on(clocks_change, hours)]
    assert lengths == [timedelta(hours=1)] * left
    assert hours_on(clocks_change + timedelta(days=7), hours)
