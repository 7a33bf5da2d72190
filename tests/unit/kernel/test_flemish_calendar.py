from datetime import date, timedelta
from itertools import pairwise

import pytest
from dateutil.easter import easter as dateutil_easter  # type: ignore[import-untyped]  # has no stubs
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.domain.easter import easter
from shared.domain.flemish_calendar import flemish_calendar
from shared.domain.flemish_holidays import flemish_holidays
from shared.domain.half_days import HalfDay
from shared.domain.school_year import SchoolYear

unhurried = settings(deadline=None)

HALF_DAYS = {2024: 323, 2025: 327, 2026: 329, 2027: 326}

FIRST_AND_LAST = {
    2024: (date(2024, 9, 2), date(2025, 6, 30)),
    2025: (date(2025, 9, 1), date(2026, 6, 30)),
    2026: (date(2026, 9, 1), date(2027, 6, 30)),
    2027: (date(2027, 9, 1), date(2028, 6, 30)),
}

HOLIDAYS = {
    "herfstvakantie": [
        "2024-10-28 2024-11-03",
        "2025-10-27 2025-11-02",
        "2026-11-02 2026-11-08",
        "2027-11-01 2027-11-07",
    ],
    "kerstvakantie": [
        "2024-12-23 2025-01-05",
        "2025-12-22 2026-01-04",
        "2026-12-21 2027-01-03",
        "2027-12-27 2028-01-09",
    ],
    "krokusvakantie": [
        "2025-03-03 2025-03-09",
        "2026-02-16 2026-02-22",
        "2027-02-08 2027-02-14",
        "2028-02-28 2028-03-05",
    ],
    "paasvakantie": [
        "2025-04-07 2025-04-20",
        "2026-04-06 2026-04-19",
        "2027-03-29 2027-04-11",
        "2028-04-03 2028-04-16",
    ],
    "zomervakantie": [
        "2025-07-01 2025-08-31",
        "2026-07-01 2026-08-31",
        "2027-07-01 2027-08-31",
        "2028-07-01 2028-08-31",
    ],
}

FREE_DAYS = {
    2024: ["2024-11-11", "2025-04-21", "2025-05-01", "2025-05-29", "2025-05-30", "2025-06-09"],
    2025: ["2025-11-11", "2026-04-06", "2026-05-01", "2026-05-14", "2026-05-15", "2026-05-25"],
    2026: ["2026-11-11", "2027-03-29", "2027-05-01", "2027-05-06", "2027-05-07", "2027-05-17"],
    2027: ["2027-11-11", "2028-04-17", "2028-05-01", "2028-05-25", "2028-05-26", "2028-06-05"],
}

# The decree is of 2001; dateutil's own table ends in 4099.
school_years = st.integers(2001, 2200).map(SchoolYear)


@pytest.mark.parametrize(("start", "count"), HALF_DAYS.items())
def test_a_school_year_has_its_number_of_half_days(start: int, count: int) -> None:
    calendar = flemish_calendar(SchoolYear(start))
    assert len(list(calendar.half_days_until(calendar.last_day))) == count


@pytest.mark.parametrize(("start", "days"), FIRST_AND_LAST.items())
def test_first_and_last_school_day(start: int, days: tuple[date, date]) -> None:
    calendar = flemish_calendar(SchoolYear(start))
    assert (calendar.first_day, calendar.last_day) == days
    assert calendar.is_school_day(calendar.first_day)
    assert calendar.is_school_day(calendar.last_day)


@pytest.mark.parametrize("name", HOLIDAYS)
@pytest.mark.parametrize("start", [2024, 2025, 2026, 2027])
def test_holidays_begin_and_end_as_published(name: str, start: int) -> None:
    [holiday] = [each for each in flemish_holidays(SchoolYear(start)).holidays if each.name == name]
    assert f"{holiday.from_} {holiday.until}" == HOLIDAYS[name][start - 2024]


@pytest.mark.parametrize(("start", "days"), FREE_DAYS.items())
def test_single_free_days_as_published(start: int, days: list[str]) -> None:
    assert sorted(map(str, flemish_holidays(SchoolYear(start)).free_days)) == days


def test_a_school_year_begins_on_monday_when_the_first_is_in_a_weekend() -> None:
    assert flemish_calendar(SchoolYear(2029)).first_day == date(2029, 9, 3)
    assert flemish_calendar(SchoolYear(2024)).first_day == date(2024, 9, 2)


def test_a_school_year_ends_on_friday_when_the_thirtieth_is_in_a_weekend() -> None:
    assert flemish_calendar(SchoolYear(2028)).last_day == date(2029, 6, 29)
    assert flemish_calendar(SchoolYear(2023)).last_day == date(2024, 6, 28)


def test_a_christmas_in_a_weekend_moves_the_holiday_to_the_monday_after() -> None:
    christmas = {year: flemish_holidays(SchoolYear(year)).holidays[1].from_ for year in (2021, 2022)}
    assert christmas == {2021: date(2021, 12, 27), 2022: date(2022, 12, 26)}


def test_easter_agrees_with_an_independent_computation() -> None:
    assert [year for year in range(1583, 4100) if easter(year) != dateutil_easter(year)] == []


@unhurried
@given(school_years)
def test_every_school_year_has_about_as_many_half_days_as_the_ministry_says(school_year: SchoolYear) -> None:
    calendar = flemish_calendar(school_year)
    assert 318 <= len(list(calendar.half_days_until(calendar.last_day))) <= 336


@unhurried
@given(school_years)
def test_holidays_of_whole_weeks_run_from_monday_to_sunday(school_year: SchoolYear) -> None:
    for holiday in flemish_holidays(school_year).holidays[:-1]:
        assert (holiday.from_.weekday(), holiday.until.weekday()) == (0, 6)


@unhurried
@given(school_years)
def test_holidays_never_overlap_and_follow_each_other(school_year: SchoolYear) -> None:
    holidays = flemish_holidays(school_year).holidays
    for earlier, later in pairwise(holidays):
        assert later.from_ - earlier.until > timedelta(weeks=3)


@unhurried
@given(school_years, st.integers(0, 365))
def test_no_half_day_in_a_weekend_or_on_a_wednesday_afternoon(school_year: SchoolYear, offset: int) -> None:
    day = school_year.first_day + timedelta(days=offset)
    half_days = flemish_calendar(school_year).half_days_on(day)
    if day.weekday() >= 5:
        assert half_days == ()
    if day.weekday() == 2:
        assert HalfDay.PM not in half_days


@unhurried
@given(school_years)
def test_all_saints_and_christmas_are_never_school_days(school_year: SchoolYear) -> None:
    calendar = flemish_calendar(school_year)
    assert not calendar.is_school_day(date(school_year.start, 11, 1))
    assert not calendar.is_school_day(date(school_year.start, 12, 25))
    assert not calendar.is_school_day(date(school_year.start + 1, 1, 1))
