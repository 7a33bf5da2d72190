"""The yearly figures, added up on real PostgreSQL."""

from datetime import date, datetime
from typing import Any

import pytest

from attendance.figures.application.show_figures import show_pupil_figures, show_week_rates
from attendance.figures.domain.figures import MonthFigures, WeekRate
from attendance.mass_causes.domain.mass_cause import Answer
from attendance.register.domain.enrolment import EducationLevel, Transferred
from attendance.register.domain.status import Status
from attendance.testing.factories import (
    MORNING,
    NOOR,
    NOW,
    OTHER_SCHOOL,
    SCHOOL,
    YEAR,
    assumed,
    enrolment,
    mark,
    problematic,
    with_insz,
    withdrawal,
)
from shared.domain.half_days import HalfDay
from shared.domain.school_calendar import Closure, SchoolCalendar, Session
from shared.domain.school_year import SchoolYear
from shared.runtime.clock import BRUSSELS

from .harness import Harness

TODAY = NOW.date()
MONDAY = date(2026, 10, 5)


async def pupil_figures(harness: Harness, year: SchoolYear = YEAR, school: str | None = None) -> list[MonthFigures]:
    async with harness.units() as uow:
        return await show_pupil_figures(uow, year, TODAY, school=school)


async def by_month(harness: Harness, school: str | None = None) -> dict[tuple[str, str], tuple[int, ...]]:
    """The nested numbers of each school and month."""
    return {(each.school, str(each.month)): each.nested for each in await pupil_figures(harness, school=school)}


async def rates(harness: Harness, school: str | None = None) -> dict[tuple[str, date], WeekRate]:
    async with harness.units() as uow:
        return {(each.school, each.monday): each for each in await show_week_rates(uow, YEAR, school)}


async def test_r10_a_pupil_is_problematically_absent_from_thirty_half_days_on(harness: Harness) -> None:
    await harness.enrol(enrolment(pupil="1"), enrolment(pupil="2"))
    await harness.record(*problematic(30, pupil="1"), *problematic(29, pupil="2"))
    assert (await by_month(harness))[SCHOOL, "2026-09"] == (2, 2, 2, 2, 1)


async def test_absences_held_as_those_of_a_whole_class_are_left_out(harness: Harness) -> None:
    harness.hold_groups(2)
    await harness.enrol(enrolment(pupil="1"), enrolment(pupil="2"))
    await harness.record(*problematic(6, pupil="1"), *problematic(2, pupil="2"))
    assert (await by_month(harness))[SCHOOL, "2026-09"] == (2, 0, 0, 0, 0)
    for question in await harness.questions():
        await harness.answer(question.question_id, Answer.COUNTS)
    assert (await by_month(harness))[SCHOOL, "2026-09"] == (2, 1, 0, 0, 0)


async def test_months_are_cumulative_and_by_what_is_known_now(harness: Harness) -> None:
    await harness.enrol(enrolment())
    await harness.record(*problematic(4), mark(date(2026, 10, 5)))
    found = await by_month(harness)
    assert found == {
        (SCHOOL, "2026-09"): (1, 0, 0, 0, 0),
        (SCHOOL, "2026-10"): (1, 1, 0, 0, 0),
        (SCHOOL, "2026-11"): (1, 1, 0, 0, 0),
    }
    certificate = datetime(2026, 11, 20, 9, tzinfo=BRUSSELS)
    await harness.record(mark(date(2026, 10, 5), status=Status.JUSTIFIED, recorded_at=certificate))
    assert {numbers[1] for numbers in (await by_month(harness)).values()} == {0}


async def test_half_days_of_all_schools_count_once_at_the_school_of_the_newest_enrolment(harness: Harness) -> None:
    noor = with_insz("noor")
    await harness.enrol(
        enrolment(person=noor),
        enrolment(date(2026, 10, 5), school=OTHER_SCHOOL, person=noor, level=EducationLevel.LAGER),
        withdrawal(date(2026, 10, 4)),
    )
    await harness.record(*problematic(4), mark(MONDAY, school=OTHER_SCHOOL))
    found = await pupil_figures(harness)
    assert [(each.school, each.level_of_education, str(each.month), each.nested) for each in found] == [
        (SCHOOL, "secundair", "2026-09", (1, 0, 0, 0, 0)),
        (OTHER_SCHOOL, "lager", "2026-10", (1, 1, 0, 0, 0)),
        (OTHER_SCHOOL, "lager", "2026-11", (1, 1, 0, 0, 0)),
    ]
    for school in (SCHOOL, OTHER_SCHOOL):
        assert await pupil_figures(harness, school=school) == [each for each in found if each.school == school]


async def test_a_pupil_who_left_the_newest_school_again_counts_where_it_is_enrolled_still(harness: Harness) -> None:
    noor = with_insz("noor")
    there = {"school": OTHER_SCHOOL, "pupil": "77"}
    await harness.enrol(
        enrolment(person=noor),
        enrolment(date(2026, 9, 28), person=noor, **there),
        withdrawal(date(2026, 10, 9), **there),
        enrolment(date(2026, 11, 2), person=noor, **there),
        withdrawal(date(2026, 11, 1), recorded_at=NOW, **there),
    )
    await harness.record(*problematic(5))
    assert await by_month(harness) == {
        (OTHER_SCHOOL, "2026-09"): (1, 1, 0, 0, 0),
        (SCHOOL, "2026-10"): (1, 1, 0, 0, 0),
        (SCHOOL, "2026-11"): (1, 1, 0, 0, 0),
    }
    await harness.enrol(withdrawal(date(2026, 9, 30)))
    assert set(await by_month(harness)) == {
        (OTHER_SCHOOL, "2026-09"),
        (OTHER_SCHOOL, "2026-10"),
        (OTHER_SCHOOL, "2026-11"),
    }


async def test_the_same_half_day_at_two_schools_is_one_here_too(harness: Harness) -> None:
    noor = with_insz("noor")
    await harness.enrol(enrolment(person=noor), enrolment(school=OTHER_SCHOOL, person=noor))
    await harness.record(*problematic(4), *problematic(4, school=OTHER_SCHOOL))
    assert [numbers[:2] for numbers in (await by_month(harness)).values()] == [(1, 0)] * 3


async def test_half_days_held_as_those_of_a_whole_class_do_not_count_here_either(harness: Harness) -> None:
    harness.hold_groups(2)
    await harness.enrol(enrolment(pupil="1"), enrolment(pupil="2"))
    await harness.record(*problematic(6, pupil="1"), *problematic(5, pupil="2"))
    assert (await by_month(harness))[SCHOOL, "2026-09"] == (2, 0, 0, 0, 0)
    for question in await harness.questions():
        await harness.answer(question.question_id, Answer.COUNTS)
    assert (await by_month(harness))[SCHOOL, "2026-09"] == (2, 2, 0, 0, 0)


async def test_r13_a_count_of_another_school_counts_from_its_last_day_on(harness: Harness) -> None:
    moved = Transferred(4, date(2026, 10, 2))
    await harness.enrol(enrolment(date(2026, 10, 5), transferred=moved))
    await harness.record(mark(MONDAY))
    assert await by_month(harness) == {(SCHOOL, "2026-10"): (1, 1, 0, 0, 0), (SCHOOL, "2026-11"): (1, 1, 0, 0, 0)}


@pytest.mark.parametrize(
    ("born", "pupils", "reached"),
    [
        (date(2008, 6, 30), 0, 0),  # of age before the school year
        (date(2008, 9, 10), 0, 0),  # of compulsory age until 30 June 2026
        (date(2009, 1, 15), 1, 1),  # until the eighteenth birthday, in January
        (date(2022, 5, 1), 0, 0),  # four years old: not yet
    ],
)
async def test_only_pupils_of_compulsory_age_are_in_the_figures(
    harness: Harness, born: date, pupils: int, reached: int
) -> None:
    person = NOOR.__class__("Noor", "Voorbeeld", born)
    await harness.enrol(enrolment(person=person))
    await harness.record(*problematic(6))
    numbers = (await by_month(harness)).get((SCHOOL, "2026-09"), (0, 0))
    assert numbers[:2] == (pupils, reached)


async def test_enrolments_of_other_school_years_and_of_later_are_left_out(harness: Harness) -> None:
    await harness.enrol(
        enrolment(date(2025, 9, 1), pupil="1"),
        withdrawal(date(2026, 6, 30), pupil="1"),
        enrolment(date(2026, 12, 1), pupil="2"),
        assumed(pupil="3"),
    )
    assert [numbers[0] for numbers in (await by_month(harness)).values()] == [1, 1, 1]
    assert await pupil_figures(harness, SchoolYear(2027)) == []


async def test_who_left_and_comes_back_is_in_the_figures_from_then_on(harness: Harness) -> None:
    await harness.enrol(
        enrolment(date(2024, 9, 1), level=EducationLevel.LAGER),
        withdrawal(date(2025, 6, 30)),
        enrolment(date(2026, 10, 5)),
    )
    found = await pupil_figures(harness)
    assert [(str(each.month), each.level_of_education) for each in found] == [
        ("2026-10", "secundair"),
        ("2026-11", "secundair"),
    ]


async def test_a_week_has_the_half_days_planned_for_all_its_pupils(harness: Harness) -> None:
    await harness.enrol(enrolment(pupil="1"), enrolment(date(2026, 10, 8), pupil="2"))
    await harness.record(
        mark(MONDAY, pupil="1"),
        mark(date(2026, 10, 8), pupil="2", status=Status.JUSTIFIED),
        mark(date(2026, 10, 12), pupil="1", status=Status.PRESENT),
    )
    found = await rates(harness)
    first, last = found[SCHOOL, MONDAY], found[SCHOOL, date(2026, 10, 12)]
    assert (first.planned.pupils, first.planned.half_days, first.absent, first.unknown) == (2, 9 + 4, 2, 0)
    assert first.rate == pytest.approx(1 - 2 / 13)
    assert (last.planned.half_days, last.rate) == (4, 1.0)  # up to the date of the newest mark
    assert max(monday for _, monday in found) == date(2026, 10, 12)


async def test_r4_lateness_counts_as_present_in_rates(harness: Harness) -> None:
    await harness.enrol(enrolment())
    late = [mark(MONDAY, half_day, Status.LATE) for half_day in HalfDay]
    await harness.record(*late, mark(date(2026, 10, 9), HalfDay.PM, Status.PRESENT))
    week = (await rates(harness))[SCHOOL, MONDAY]
    assert (week.absent, week.unknown, week.rate) == (0, 0, 1.0)
    assert (await harness.attendance()).rate == 1.0


async def test_r5_unknown_counts_neither_as_present_nor_as_absent_in_rates(harness: Harness) -> None:
    await harness.enrol(enrolment())
    await harness.record(
        mark(MONDAY, HalfDay.AM, Status.UNKNOWN),
        mark(MONDAY, HalfDay.PM, Status.PROBLEMATIC),
        mark(date(2026, 10, 9), HalfDay.PM, Status.PRESENT),
    )
    week = (await rates(harness))[SCHOOL, MONDAY]
    assert (week.planned.half_days, week.absent, week.unknown) == (9, 1, 1)
    assert week.rate == pytest.approx(1 - 1 / 8)


async def test_rates_follow_the_schools_own_calendar_and_leave_out_what_does_not_count(harness: Harness) -> None:
    closed = (Closure(MONDAY, None, "studiedag"),)
    await harness.set_calendar(SchoolCalendar(SCHOOL, YEAR, closures=closed))
    await harness.enrol(enrolment(), enrolment(school=OTHER_SCHOOL))
    await harness.record(*_of_both(MONDAY), *_of_both(date(2026, 10, 9)), mark(MONDAY, pupil="not-enrolled"))
    found = await rates(harness)
    own, other = found[SCHOOL, MONDAY], found[OTHER_SCHOOL, MONDAY]
    assert (own.planned.half_days, own.absent) == (7, 1)
    assert (other.planned.half_days, other.absent) == (9, 2)
    assert await rates(harness, SCHOOL) == {key: week for key, week in found.items() if key[0] == SCHOOL}


async def test_a_school_year_may_begin_in_july_and_its_marks_be_known_that_day(harness: Harness) -> None:
    first = date(2026, 7, 1)
    harness.clock.set(datetime(2026, 7, 1, 0, 5, tzinfo=BRUSSELS))
    await harness.set_calendar(SchoolCalendar(SCHOOL, YEAR, base="own", sessions=(Session(first, first),)))
    await harness.enrol(enrolment(first))
    await harness.record(mark(first, recorded_at=harness.clock.now()))
    assert (await rates(harness))[SCHOOL, date(2026, 6, 29)].absent == 1


def _of_both(day: date) -> list[Any]:
    return [mark(day, school=school, recorded_at=MORNING) for school in (SCHOOL, OTHER_SCHOOL)]


async def test_a_school_without_marks_or_pupils_has_no_weeks(harness: Harness) -> None:
    assert await rates(harness) == {}
    await harness.enrol(enrolment())
    assert await rates(harness) == {}
