"""A watch is judged as somebody would who reads the half days of its term one by one."""

from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.property.lengths import examples

from attendance.register.domain.period import Period
from attendance.register.domain.planned_half_days import Expectation
from attendance.register.domain.school_days import SchoolDays
from attendance.register.domain.status import Status
from attendance.rules.domain.person_days import PersonDays, PersonMark, RegisterOfPerson
from attendance.watches.domain.criterion import Criterion, CriterionKind
from attendance.watches.domain.judging import first_break, terms_of
from attendance.watches.domain.watch import Watch
from shared.domain.flemish_calendar import flemish_calendar
from shared.domain.half_days import HalfDay
from shared.domain.school_year import SchoolYear

SCHOOL = "123456"
PLANNED = list(flemish_calendar(SchoolYear(2026)).half_days_until(date(2027, 6, 30)))
MARKS = (
    PersonMark(Status.PROBLEMATIC, counts=True),
    PersonMark(Status.PROBLEMATIC, held=True, waits=True),
    PersonMark(Status.JUSTIFIED),
    PersonMark(Status.UNKNOWN),
)
Marks = Mapping[tuple[date, HalfDay], PersonMark]

asked_days = st.dates(date(2026, 9, 1), date(2027, 3, 31))
weeks = st.integers(1, 8)
marks = st.dictionaries(st.sampled_from(PLANNED), st.sampled_from(MARKS), max_size=60)


def broken_since(criterion: Criterion, asked_on: date, said: Marks) -> date | None:
    days = PersonDays(
        (RegisterOfPerson(SCHOOL, Expectation((Period(date(2026, 9, 1), None),))),),
        {(day, half_day, SCHOOL): mark for (day, half_day), mark in said.items()},
        SchoolDays(),
    )
    watch = Watch(UUID(int=1), 1, UUID(int=2), asked_on, (criterion,))
    broken = first_break(watch, terms_of(watch, days), days)
    return None if broken is None else broken.since


def term(asked_on: date, school_weeks: int) -> list[tuple[date, HalfDay]]:
    """The half days from the day after up to the last of so many whole weeks with one."""
    after = [half_day for half_day in PLANNED if half_day[0] > asked_on]
    mondays = sorted({day - timedelta(days=day.weekday()) for day, _ in after})
    whole = [monday for monday in mondays if monday > asked_on]
    end = whole[school_weeks - 1] + timedelta(days=7)
    return [half_day for half_day in after if half_day[0] < end]


@settings(max_examples=examples(100, 400), deadline=None)
@given(asked_days, weeks, marks)
def test_the_first_problematic_half_day_of_the_term_breaks(asked_on: date, school_weeks: int, said: Marks) -> None:
    criterion = Criterion(CriterionKind.NO_NEW_PROBLEMATIC, school_weeks)
    counting = [day for day, half in term(asked_on, school_weeks) if (day, half) in said and said[day, half].counts]
    assert broken_since(criterion, asked_on, said) == min(counting, default=None)


@settings(max_examples=examples(100, 400), deadline=None)
@given(asked_days, weeks, marks, st.integers(0, 99))
def test_a_rate_breaks_when_presence_to_the_end_would_not_be_enough(
    asked_on: date, school_weeks: int, said: Marks, percent: int
) -> None:
    criterion = Criterion(CriterionKind.RATE_ABOVE, school_weeks, percent / 100)
    half_days = term(asked_on, school_weeks)
    expected, absent = None, 0
    for day, half_day in half_days:
        mark = said.get((day, half_day))
        absent += mark is not None and mark.status in (Status.PROBLEMATIC, Status.JUSTIFIED) and not mark.held
        at_best = 1 - Fraction(absent, len(half_days))
        if expected is None and at_best <= Fraction(percent, 100):
            expected = day
    assert broken_since(criterion, asked_on, said) == expected
