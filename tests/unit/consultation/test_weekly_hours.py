"""Hours that come back every week, as text and on a day."""

from datetime import date, time

import pytest

from consultation.domain.intervals import Interval
from consultation.domain.local_time import moment
from consultation.domain.weekly_hours import WeeklyHours, hours_on, parse_weekly
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
