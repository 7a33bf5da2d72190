from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.domain.errors import DomainError
from shared.domain.flemish_calendar import flemish_calendar
from shared.domain.school_calendar import Closure, SchoolCalendar, Session, nth_school_day_after
from shared.domain.school_year import SchoolYear

unhurried = settings(deadline=None)

days = st.dates(date(2020, 1, 1), date(2030, 12, 31))


def test_a_term_skips_weekend_holiday_and_free_day() -> None:
    friday_before_autumn_holiday = date(2026, 10, 30)
    assert nth_school_day_after(friday_before_autumn_holiday, 1, flemish_calendar) == date(2026, 11, 9)
    assert nth_school_day_after(friday_before_autumn_holiday, 3, flemish_calendar) == date(2026, 11, 12)


def test_a_term_counts_the_wednesday_as_a_school_day() -> None:
    assert nth_school_day_after(date(2026, 10, 6), 1, flemish_calendar) == date(2026, 10, 7)


def test_a_term_from_the_last_school_day_ends_after_the_summer() -> None:
    assert nth_school_day_after(date(2027, 6, 30), 5, flemish_calendar) == date(2027, 9, 7)


def test_a_term_of_nothing_is_the_day_itself() -> None:
    assert nth_school_day_after(date(2026, 10, 31), 0, flemish_calendar) == date(2026, 10, 31)


def test_a_term_skips_a_school_s_own_closure() -> None:
    def calendar_of(school_year: SchoolYear) -> SchoolCalendar:
        closed = (Closure(date(2026, 10, 6), None, "studiedag"),) if school_year == SchoolYear(2026) else ()
        return SchoolCalendar("123456", school_year, closures=closed, version=1)

    assert nth_school_day_after(date(2026, 10, 5), 1, calendar_of) == date(2026, 10, 7)


def test_a_year_that_begins_in_august_counts_from_there() -> None:
    def calendar_of(school_year: SchoolYear) -> SchoolCalendar:
        session = Session(date(school_year.start, 8, 23), date(school_year.start + 1, 5, 27))
        return SchoolCalendar("123456", school_year, base="own", sessions=(session,), version=1)

    assert nth_school_day_after(date(2027, 5, 27), 1, calendar_of) == date(2027, 8, 23)


def test_a_school_without_school_days_has_no_term() -> None:
    with pytest.raises(DomainError):
        nth_school_day_after(date(2026, 10, 5), 1, lambda year: SchoolCalendar("123456", year, base="own"))


def test_a_term_cannot_run_backwards() -> None:
    with pytest.raises(ValueError, match="after the day"):
        nth_school_day_after(date(2026, 10, 5), -1, flemish_calendar)


@unhurried
@given(days, st.integers(1, 30))
def test_exactly_n_school_days_lie_after_the_day_up_to_the_term(day: date, n: int) -> None:
    term = nth_school_day_after(day, n, flemish_calendar)
    after = (day + timedelta(days=each) for each in range(1, (term - day).days + 1))
    assert sum(flemish_calendar(SchoolYear.of(each)).is_school_day(each) for each in after) == n
    assert flemish_calendar(SchoolYear.of(term)).is_school_day(term)


@unhurried
@given(days, st.integers(0, 15), st.integers(0, 15))
def test_terms_add_up(day: date, first: int, second: int) -> None:
    halfway = nth_school_day_after(day, first, flemish_calendar)
    assert nth_school_day_after(halfway, second, flemish_calendar) == nth_school_day_after(
        day, first + second, flemish_calendar
    )
