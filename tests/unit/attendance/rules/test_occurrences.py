"""Where levels are reached, by rules of any form."""

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attendance.register.domain.enrolment import EducationLevel
from attendance.register.domain.period import Period
from attendance.register.domain.planned_half_days import Expectation
from attendance.register.domain.school_days import SchoolDays
from attendance.register.domain.status import Status
from attendance.rules.domain.form import PLAIN, AfterReaching, Form, Unit, Window, WindowKind
from attendance.rules.domain.occurrences import KnownHalfDay, occurrences
from attendance.rules.domain.plain_count import reached_on
from attendance.rules.domain.rule import LevelRule
from attendance.rules.domain.timetable import ExpectedAt, Timetable
from shared.domain.half_days import HalfDay
from shared.domain.school_calendar import Closure, SchoolCalendar
from shared.domain.school_year import SchoolYear

from .half_days import HOURS, SCHOOL, found, half_day, reached, timetable, whole_days

TWO_WEEKS = Form(window=Window(WindowKind.SCHOOL_WEEKS, 2))
IN_A_ROW = Form(window=Window(WindowKind.CONSECUTIVE))
SCHOOL_DAYS = [
    day for day in (date(2026, 9, 1) + timedelta(days=n) for n in range(60)) if day.weekday() in (0, 1, 3, 4)
]

marks = st.lists(
    st.builds(
        half_day,
        st.sampled_from(SCHOOL_DAYS),
        st.sampled_from(list(HalfDay)),
        st.sampled_from((Status.PROBLEMATIC, Status.PROBLEMATIC, Status.JUSTIFIED)),
        school=st.sampled_from((SCHOOL, "654321")),
    ),
    max_size=40,
    unique_by=lambda mark: (mark.date, mark.half_day, mark.school),
)
counts = st.builds(
    Form,
    unit=st.sampled_from([Unit.HALF_DAYS, Unit.HOURS, Unit.DAYS]),
    hours=st.just(HOURS),
    window=st.one_of(
        st.sampled_from([Window(), Window(WindowKind.SCHOOL_MONTH), Window(WindowKind.CONSECUTIVE)]),
        st.builds(Window, st.just(WindowKind.SCHOOL_WEEKS), st.integers(1, 6), st.booleans()),
    ),
    after=st.sampled_from(AfterReaching),
)
rates = st.builds(
    Form,
    unit=st.just(Unit.PERCENT),
    window=st.one_of(
        st.sampled_from([Window(), Window(WindowKind.SCHOOL_MONTH)]),
        st.builds(Window, st.just(WindowKind.SCHOOL_WEEKS), st.integers(1, 6)),
    ),
    after=st.sampled_from(AfterReaching),
)
forms = st.one_of(counts, rates)


@given(marks)
def test_the_flemish_rule_comes_to_what_the_count_says(known: list[KnownHalfDay]) -> None:
    levels = (2, 5, 10)
    rule = LevelRule("problematic-half-days", 1, SchoolYear(2026), levels, "AGODI")
    slots = sorted({(mark.date, mark.half_day) for mark in known if mark.status is Status.PROBLEMATIC})
    expected = [(level, reached_on(level, [day for day, _ in slots], [])) for level in rule.reached_at(len(slots))]
    assert sorted(reached(PLAIN, levels, known)) == expected


@given(forms, marks, st.integers(0, 2**32))
def test_order_never_matters(form: Form, known: list[KnownHalfDay], seed: int) -> None:
    shuffled = random.Random(seed).sample(known, len(known))
    assert found(form, (3, 8), shuffled) == found(form, (3, 8), known)


@given(forms.filter(lambda form: form.after is not AfterReaching.COUNTS_ON), marks)
def test_where_counting_does_not_go_on_no_half_day_is_used_twice(form: Form, known: list[KnownHalfDay]) -> None:
    used = [day for occurrence in found(form, (3,), known) for day in occurrence.half_days]
    assert len(used) == len(set(used))


def test_the_same_half_day_at_two_schools_counts_once_and_for_the_smaller_number() -> None:
    day = SCHOOL_DAYS[0]
    at_both = [half_day(day, school="654321"), half_day(day), half_day(SCHOOL_DAYS[1], school="654321")]
    [occurrence] = found(PLAIN, (2,), at_both)
    assert [each.school for each in occurrence.half_days] == [SCHOOL, "654321"]
    assert reached(PLAIN, (3,), at_both) == []


def test_a_half_day_counts_when_it_does_at_one_of_two_schools() -> None:
    marks_of_day = [half_day(SCHOOL_DAYS[0], status=Status.PRESENT), half_day(SCHOOL_DAYS[0], school="654321")]
    assert reached(PLAIN, (1,), marks_of_day) == [(1, SCHOOL_DAYS[0])]


def test_other_statuses_and_codes_count_where_the_rule_says_so() -> None:
    form = Form(statuses=frozenset({Status.LATE}), codes=frozenset("B"))
    known = [
        half_day(SCHOOL_DAYS[0], status=Status.LATE),
        half_day(SCHOOL_DAYS[1], code="B"),
        half_day(SCHOOL_DAYS[2]),
        half_day(SCHOOL_DAYS[3], status=Status.JUSTIFIED, code="Z"),
    ]
    assert [day.date for day in found(form, (1,), known)[0].half_days] == SCHOOL_DAYS[:2]


def test_only_the_levels_of_education_it_applies_to_count() -> None:
    form = replace(PLAIN, applies_to=frozenset({EducationLevel.SECUNDAIR}))
    known = [half_day(SCHOOL_DAYS[0], level=EducationLevel.LAGER), half_day(SCHOOL_DAYS[1])]
    assert reached(form, (1,), known) == [(1, SCHOOL_DAYS[1])]


def test_a_level_in_a_sliding_window_lasts_while_every_absence_finds_it_and_may_come_back() -> None:
    days = [date(2026, 9, day) for day in (7, 8, 14, 15, 28, 29)]
    first, second = found(TWO_WEEKS, (2,), [half_day(day) for day in days])
    assert ([day.date.day for day in first.half_days], first.reached_on.day) == ([7, 8, 14, 15], 8)
    assert ([day.date.day for day in second.half_days], second.reached_on.day) == ([28, 29], 29)


def test_a_window_that_does_not_span_school_years_begins_anew() -> None:
    known = [half_day(date(2026, 6, 30)), half_day(date(2026, 9, 1))]
    assert reached(TWO_WEEKS, (2,), known) == []
    spanning = Form(window=replace(TWO_WEEKS.window, spans_school_years=True))
    assert reached(spanning, (2,), known) == [(2, date(2026, 9, 1))]


def test_school_years_without_absences_lie_between() -> None:
    spanning = Form(window=Window(WindowKind.SCHOOL_WEEKS, 10, spans_school_years=True))
    known = [half_day(date(2025, 6, 30)), half_day(date(2026, 9, 1))]
    assert occurrences(spanning, (2,), known, timetable=timetable(years=range(2024, 2027))) == []


def test_a_closure_joins_half_days_and_weeks() -> None:
    known = [half_day(date(2026, 9, 3), HalfDay.PM), half_day(date(2026, 9, 7)), half_day(date(2026, 9, 14))]
    closed = (Closure(date(2026, 9, 4), None, "studiedag"),)
    closures = (*closed, *(Closure(date(2026, 9, day), None, "verbouwing") for day in (7, 8, 9, 10, 11)))
    calendar = SchoolCalendar(SCHOOL, SchoolYear(2026), closures=closed)
    assert reached(IN_A_ROW, (2,), known) == []
    assert [each.reached_on.day for each in occurrences(IN_A_ROW, (2,), known, timetable=timetable(calendar))] == [7]
    away = replace(calendar, closures=closures)
    two = [known[0], known[2]]
    assert reached(TWO_WEEKS, (2,), two) == []
    assert [each.reached_on.day for each in occurrences(TWO_WEEKS, (2,), two, timetable=timetable(away))] == [14]


@pytest.mark.parametrize(("unit", "level"), [(Unit.HOURS, 2), (Unit.DAYS, 2), (Unit.HALF_DAYS, 4)])
def test_a_count_is_of_half_days_whatever_the_unit(unit: Unit, level: int) -> None:
    form = Form(unit=unit, hours=replace(HOURS, am=HOURS.am / 8, pm=HOURS.am / 8))
    [occurrence] = found(form, (level,), whole_days(*SCHOOL_DAYS[:1], SCHOOL_DAYS[2]))
    assert (occurrence.count, occurrence.reached_on) == (4, SCHOOL_DAYS[2])


@pytest.mark.parametrize(
    ("form", "truancy"),
    [
        (PLAIN, True),
        (Form(statuses=frozenset(), codes=frozenset("B")), True),
        (Form(codes=frozenset("Z")), False),
        (Form(statuses=frozenset({Status.PROBLEMATIC, Status.LATE})), False),
    ],
)
def test_only_problematic_half_days_are_about_truancy(form: Form, truancy: bool) -> None:
    assert form.is_about_truancy is truancy


# Rates: 2026-2027 has 329 half days; its first school week has 7, the others 9.


def _mornings(number: int) -> list[KnownHalfDay]:
    return [half_day(day) for day in SCHOOL_DAYS[:number]]


def test_a_rate_is_of_all_half_days_planned_in_the_school_year() -> None:
    year = Form(unit=Unit.PERCENT)
    absent = _mornings(33)
    assert reached(year, (10,), absent[:-1]) == []
    assert reached(year, (10,), absent) == [(10, absent[-1].date)]


def test_a_rate_of_a_school_month_is_of_what_is_planned_in_it() -> None:
    month = Form(unit=Unit.PERCENT, window=Window(WindowKind.SCHOOL_MONTH))
    # 34 half days in the first school month, 36 in the second.
    assert reached(month, (10,), _mornings(3)) == []
    assert reached(month, (10,), _mornings(4)) == [(10, SCHOOL_DAYS[3])]
    second = [half_day(date(2026, 9, 28) + timedelta(days=n)) for n in (0, 1, 3, 4)]
    assert reached(month, (11, 12), second) == [(11, date(2026, 10, 2))]


def test_a_rate_of_school_weeks_slides_and_at_first_is_of_the_first_ones() -> None:
    two_weeks = replace(TWO_WEEKS, unit=Unit.PERCENT)
    assert reached(two_weeks, (25,), _mornings(3)) == []
    assert reached(two_weeks, (25,), _mornings(4)) == [(25, SCHOOL_DAYS[3])]
    later = [half_day(date(2026, 9, day)) for day in (7, 14, 15, 17, 18)]
    assert reached(two_weeks, (25,), later) == [(25, date(2026, 9, 18))]


def test_a_rate_is_of_the_days_on_which_the_pupil_is_enrolled() -> None:
    of_two_weeks = Expectation((Period(date(2026, 9, 7), date(2026, 9, 18)),))
    short = Timetable([ExpectedAt(SCHOOL, of_two_weeks)], SchoolDays(), (2026,))
    absent = [half_day(date(2026, 9, day)) for day in (7, 8)]
    for window in (Window(), Window(WindowKind.SCHOOL_MONTH), Window(WindowKind.SCHOOL_WEEKS, 4)):
        form = Form(unit=Unit.PERCENT, window=window)
        assert [each.level for each in occurrences(form, (11, 12), absent, timetable=short)] == [11]


def test_a_closure_raises_a_rate() -> None:
    form = Form(unit=Unit.PERCENT, window=Window(WindowKind.SCHOOL_WEEKS, 1))
    known = [half_day(date(2026, 9, 7))]
    assert occurrences(form, (12,), known, timetable=timetable()) == []
    closed = SchoolCalendar(SCHOOL, SchoolYear(2026), closures=(Closure(date(2026, 9, 9), None, "studiedag"),))
    assert [each.level for each in occurrences(form, (12,), known, timetable=timetable(closed))] == [12]
