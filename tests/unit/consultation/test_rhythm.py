"""The rhythm of a series: which days it has, and where a session goes when a school is closed."""

from datetime import date, time

import pytest

from consultation.domain.local_time import BRUSSELS
from consultation.series.domain.rhythm import Rhythm
from shared.domain.errors import InvalidField

THURSDAY = date(2026, 9, 10)
"""The second Thursday of September."""


def rhythm(every_weeks: int | None = None, first_on: date = THURSDAY) -> Rhythm:
    return Rhythm(first_on=first_on, at=time(10), every_weeks=every_weeks)


def test_every_six_weeks_whatever_day_is_asked_from():
    days = rhythm(6).days(date(2026, 10, 1), date(2027, 1, 14))
    assert days == [date(2026, 10, 22), date(2026, 12, 3), date(2027, 1, 14)]


def test_once_a_month_in_the_same_week_of_the_month():
    days = rhythm().days(THURSDAY, date(2027, 2, 28))
    assert [day.isoformat() for day in days] == [
        "2026-09-10",
        "2026-10-08",
        "2026-11-12",
        "2026-12-10",
        "2027-01-14",
        "2027-02-11",
    ]


def test_nothing_before_the_first_session():
    assert rhythm(1).days(date(2026, 8, 1), date(2026, 9, 9)) == []


def test_a_session_begins_at_the_same_hour_in_winter_and_summer():
    starts = [rhythm(6).start_on(day) for day in rhythm(6).days(THURSDAY, date(2026, 12, 3))]
    assert {f"{start.astimezone(BRUSSELS):%H:%M}" for start in starts} == {"10:00"}
    assert len({start.hour for start in starts}) == 2


@pytest.mark.parametrize(("every_weeks", "weeks"), [(1, 0), (2, 1), (6, 5), (None, 3)])
def test_a_session_can_move_to_the_weeks_before_the_next_one(every_weeks: int | None, weeks: int):
    later = rhythm(every_weeks).days_instead(THURSDAY)
    assert [(day - THURSDAY).days for day in later] == [7 * week for week in range(1, weeks + 1)]


@pytest.mark.parametrize(("first_on", "every_weeks"), [(date(2026, 9, 12), 2), (date(2026, 9, 29), None)])
def test_no_weekend_and_no_day_that_not_every_month_has(first_on: date, every_weeks: int | None):
    with pytest.raises(InvalidField) as caught:
        rhythm(every_weeks, first_on)
    assert caught.value.field == "first_on"
