"""Attendance around cases: 40 known half days on each side, by school and type, without small cells."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from attendance.case_days.domain.case_days import CaseDays
from attendance.figures.domain.around_cases import AroundCase, Attended, add_up, around_case, first_cases
from attendance.register.domain.school_days import SchoolDays
from attendance.register.domain.status import Status
from attendance.rules.domain.person_days import HalfDayOfSchool, PersonDays, PersonMark
from shared.domain.flemish_calendar import flemish_calendar
from shared.domain.school_year import SchoolYear

SCHOOL = "123456"
YEAR = SchoolYear(2026)
HALF_DAYS: list[HalfDayOfSchool] = [
    (day, half_day, SCHOOL) for day, half_day in flemish_calendar(YEAR).half_days_until(date(2027, 6, 30))
]
OPENED, ENDED = HALF_DAYS[60][0], HALF_DAYS[120][0]


def case(person: int = 1, *, opened_on: date = OPENED, ended_on: date | None = None, kind: str = "truancy") -> CaseDays:
    return CaseDays(UUID(int=person), UUID(int=person), kind, SCHOOL, YEAR, opened_on, ended_on)


def days(marks: dict[int, Status]) -> PersonDays:
    said = {HALF_DAYS[place]: PersonMark(status) for place, status in marks.items()}
    return PersonDays((), said, SchoolDays())


def around(of: CaseDays, known: Sequence[HalfDayOfSchool], marks: dict[int, Status] | None = None) -> AroundCase:
    return around_case(of, known, days(marks or {}))


def test_forty_half_days_on_each_side_without_the_days_themselves() -> None:
    before = [place for place, half_day in enumerate(HALF_DAYS) if half_day[0] < OPENED][-40:]
    after = [place for place, half_day in enumerate(HALF_DAYS) if half_day[0] > OPENED][:40]
    after_end = [place for place, half_day in enumerate(HALF_DAYS) if half_day[0] > ENDED][:40]
    marks = {before[0] - 1: Status.PROBLEMATIC, before[0]: Status.PROBLEMATIC, 60: Status.PROBLEMATIC}
    marks |= {after[0]: Status.JUSTIFIED, after[-1]: Status.UNKNOWN, after[-1] + 1: Status.PROBLEMATIC}
    marks |= {after_end[-1]: Status.PROBLEMATIC}
    looked_at = around(case(ended_on=ENDED), HALF_DAYS, marks)
    assert looked_at[2:] == (Attended(40, 1, 0), Attended(40, 1, 1), Attended(40, 1, 0))


def test_fewer_known_half_days_are_no_rate() -> None:
    until = [half_day for half_day in HALF_DAYS if half_day[0] <= OPENED]
    assert around(case(), until)[2:] == (Attended(40), None, None)
    assert around(case(opened_on=HALF_DAYS[30][0]), HALF_DAYS).before is None
    assert around(case(), HALF_DAYS).after_end is None


def test_a_pupil_counts_once_with_the_first_case() -> None:
    first, again, other = case(), case(opened_on=ENDED), case(kind="newcomer")
    assert first_cases([first, again, other, case(2)]) == [first, other, case(2)]


def test_each_rate_is_of_those_who_have_the_rates_before_it() -> None:
    whole = AroundCase(SCHOOL, "truancy", Attended(40, 10), Attended(40, 4), Attended(40, 2))
    open_still = whole._replace(after_opening=Attended(40, 8), after_end=None)
    new_here = whole._replace(before=None)
    [group] = add_up([whole] * 5 + [open_still] * 5 + [new_here] * 5)
    assert (group.cases, group.before[0], group.after_opening[0], group.after_end[0]) == (15, 10, 10, 5)
    assert (group.before[1].rate, group.after_opening[1].rate, group.after_end[1].rate) == (0.75, 0.85, 0.95)


def test_small_cells_are_left_out_and_so_is_what_gives_them_away() -> None:
    whole = AroundCase(SCHOOL, "truancy", Attended(40), Attended(40), Attended(40))
    few, many = [whole._replace(before=None)] * 2, [whole] * 6
    [group] = add_up(few + many)
    assert group.cells(5) == (8, None, None, None)
    assert [group.cells(5) for group in add_up([whole] * 4)] == [(None, None, None, None)]


def test_cases_at_no_school_come_last() -> None:
    at_school = AroundCase(SCHOOL, "truancy", None, None, None)
    at_none = at_school._replace(school=None, case_type="not-enrolled")
    assert [group.school for group in add_up([at_none, at_school])] == [SCHOOL, None]


def test_a_rate_of_nothing_resolved_is_none() -> None:
    assert Attended(40, 0, 40).rate is None
