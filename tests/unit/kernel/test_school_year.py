from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.domain.errors import InvalidField
from shared.domain.school_year import SchoolYear

unhurried = settings(deadline=None)

days = st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 12, 31))
every_day = st.dates()


def test_is_written_as_two_years_in_a_row() -> None:
    assert str(SchoolYear(2026)) == "2026-2027"


@unhurried
@given(st.integers(1583, 9997))
def test_reads_what_it_writes(start: int) -> None:
    assert SchoolYear.parse(str(SchoolYear(start))) == SchoolYear(start)


@pytest.mark.parametrize(
    "label", ["", "2026", "2026-2028", "2027-2026", "26-27", " 2026-2027", "2026-2027\n", "2026/2027", "२०२६-२०२७"]
)
def test_refuses_what_is_not_a_school_year(label: str) -> None:
    with pytest.raises(InvalidField) as refused:
        SchoolYear.parse(label)
    assert refused.value.field == "school_year"


@pytest.mark.parametrize("label", ["0000-0001", "1582-1583", "9998-9999"])
def test_refuses_a_year_without_a_calendar(label: str) -> None:
    with pytest.raises(InvalidField):
        SchoolYear.parse(label)


def test_turns_on_the_first_of_september() -> None:
    assert SchoolYear.of(date(2026, 8, 31)) == SchoolYear(2025)
    assert SchoolYear.of(date(2026, 9, 1)) == SchoolYear(2026)


@unhurried
@given(days)
def test_every_day_lies_in_the_school_year_of_that_day(day: date) -> None:
    school_year = SchoolYear.of(day)
    assert school_year.first_day <= day <= school_year.last_day


@unhurried
@given(every_day)
def test_every_day_there_is_lies_in_a_school_year(day: date) -> None:
    assert day.year - 1 <= SchoolYear.of(day).start <= day.year


@unhurried
@given(days)
def test_school_years_follow_each_other_without_a_gap(day: date) -> None:
    school_year = SchoolYear.of(day)
    assert school_year.next.first_day == school_year.last_day + timedelta(days=1)
    assert school_year.next.previous == school_year
    assert school_year < school_year.next


def test_has_ended_on_the_first_of_september_after_it() -> None:
    assert not SchoolYear(2025).ended(date(2026, 8, 31))
    assert SchoolYear(2025).ended(date(2026, 9, 1))
