"""What breaks a watch, and what it waits for."""

from dataclasses import replace
from datetime import date

import pytest

from attendance.register.domain.period import Period
from attendance.register.domain.status import Status
from attendance.rules.domain.person_days import PersonDays, PersonMark
from attendance.watches.domain.criterion import Criterion, CriterionKind
from attendance.watches.domain.judging import Break, first_break, longest, terms_of, waits_for_school
from attendance.watches.domain.watch import Watch
from shared.domain.errors import InvalidField
from shared.domain.half_days import HalfDay

from .watched import ASKED_ON, AWAY, ILL, NO_NEW, RATE, SCHOOL, pupil, watch

AM, PM = HalfDay.AM, HalfDay.PM
TUESDAY, WEDNESDAY, NEXT_MONDAY = date(2026, 11, 24), date(2026, 11, 25), date(2026, 11, 30)
LAST = date(2026, 12, 13)


def broken(of: Watch, days: PersonDays) -> Break | None:
    return first_break(of, terms_of(of, days), days)


def waits(of: Watch, days: PersonDays) -> bool:
    return waits_for_school(terms_of(of, days), days)


@pytest.mark.parametrize("day", [TUESDAY, NEXT_MONDAY, date(2026, 12, 11)])
def test_a_problematic_half_day_of_the_term_breaks(day: date) -> None:
    assert broken(watch(NO_NEW), pupil({(day, AM): AWAY})) == Break(NO_NEW, day)


@pytest.mark.parametrize("day", [ASKED_ON, date(2026, 11, 20), date(2026, 12, 14)])
def test_one_of_another_day_does_not(day: date) -> None:
    assert broken(watch(NO_NEW), pupil({(day, AM): AWAY})) is None


def test_of_several_the_first_says_since_when() -> None:
    days = pupil({(NEXT_MONDAY, AM): AWAY, (TUESDAY, PM): AWAY})
    assert broken(watch(NO_NEW), days) == Break(NO_NEW, TUESDAY)


@pytest.mark.parametrize(
    "mark", [ILL, PersonMark(Status.UNKNOWN), PersonMark(Status.PROBLEMATIC, held=True, waits=True)]
)
def test_what_does_not_count_does_not_break(mark: PersonMark) -> None:
    assert broken(watch(NO_NEW), pupil({(TUESDAY, AM): mark})) is None


def test_without_an_end_of_the_term_a_problematic_half_day_breaks_all_the_same() -> None:
    left = {SCHOOL: Period(date(2026, 9, 1), TUESDAY)}
    assert broken(watch(NO_NEW), pupil({(TUESDAY, AM): AWAY}, enrolled=left)) == Break(NO_NEW, TUESDAY)
    assert longest(terms_of(watch(NO_NEW), pupil(enrolled=left))) is None


def test_a_rate_breaks_with_the_half_day_that_puts_it_out_of_reach() -> None:
    term = terms_of(watch(RATE), pupil())[0]
    assert (term.last, len(term.half_days)) == (date(2026, 12, 6), 16)  # 4 absences of 16 are 0.75, which is not above
    at_first = {half_day[:2]: ILL for half_day in term.half_days[:4]}
    *three, _ = at_first
    assert broken(watch(RATE), pupil(dict.fromkeys(three, ILL))) is None
    assert broken(watch(RATE), pupil(at_first)) == Break(RATE, term.half_days[3][0])


def test_held_and_unknown_half_days_lower_no_rate() -> None:
    half_days = [half_day[:2] for half_day in terms_of(watch(RATE), pupil())[0].half_days]
    held = PersonMark(Status.PROBLEMATIC, held=True)
    assert broken(watch(RATE), pupil(dict.fromkeys(half_days, held))) is None
    assert broken(watch(RATE), pupil(dict.fromkeys(half_days, PersonMark(Status.UNKNOWN)))) is None


def test_the_earliest_break_is_told() -> None:
    never_above = replace(RATE, rate=0.99)
    days = pupil({(TUESDAY, AM): ILL, (WEDNESDAY, AM): AWAY})
    assert broken(watch(NO_NEW, never_above), days) == Break(never_above, TUESDAY)


def test_what_is_unknown_or_asked_about_is_waited_for() -> None:
    open_question = PersonMark(Status.PROBLEMATIC, held=True, waits=True)
    answered = PersonMark(Status.PROBLEMATIC, held=True)
    assert waits(watch(NO_NEW), pupil({(TUESDAY, AM): PersonMark(Status.UNKNOWN)}))
    assert waits(watch(NO_NEW), pupil({(TUESDAY, AM): open_question}))
    assert not waits(watch(NO_NEW), pupil({(TUESDAY, AM): answered, (WEDNESDAY, AM): ILL}))
    assert not waits(watch(NO_NEW), pupil({(date(2026, 12, 14), AM): PersonMark(Status.UNKNOWN)}))


def test_the_longest_term_decides_when_it_is_over() -> None:
    term = longest(terms_of(watch(RATE, NO_NEW), pupil()))
    assert term is not None
    assert (term.criterion, term.last) == (NO_NEW, LAST)


@pytest.mark.parametrize(
    ("kind", "school_weeks", "rate", "field"),
    [
        ("good-behaviour", 1, None, "criteria.kind"),
        (CriterionKind.NO_NEW_PROBLEMATIC, 0, None, "criteria.school_weeks"),
        (CriterionKind.NO_NEW_PROBLEMATIC, 101, None, "criteria.school_weeks"),
        (CriterionKind.RATE_ABOVE, 1, None, "criteria.rate"),
        (CriterionKind.RATE_ABOVE, 1, 1.0, "criteria.rate"),
    ],
)
def test_criteria_that_nobody_can_judge_are_refused(
    kind: CriterionKind, school_weeks: int, rate: float | None, field: str
) -> None:
    with pytest.raises(InvalidField) as error:
        Criterion(kind, school_weeks, rate)
    assert error.value.field == field
