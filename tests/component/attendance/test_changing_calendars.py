"""A school's own calendar: versions, and marks that are judged again."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from attendance.register.application.change_calendar import show_calendar
from attendance.register.domain.errors import StaleVersion
from attendance.register.domain.status import Status
from attendance.testing.factories import FULL_DAYS, OTHER_SCHOOL, SCHOOL, YEAR, enrolment, mark, problematic
from shared.domain.half_days import HalfDay
from shared.domain.school_calendar import Closure, ExtraHalfDay, SchoolCalendar, Session
from shared.domain.school_year import SchoolYear
from shared.runtime.clock import BRUSSELS

from .harness import Harness

CLOSED = SchoolCalendar(SCHOOL, YEAR, closures=(Closure(FULL_DAYS[0], None, "pedagogische studiedag"),))


async def test_a_closure_takes_marks_away_and_its_end_gives_them_back(harness: Harness) -> None:
    await harness.enrol(enrolment())
    await harness.record(*problematic(6))
    await harness.set_calendar(CLOSED)
    shown = await harness.attendance()
    assert (shown.person_count, len(shown.rejected), await harness.standing()) == (4, 2, [])
    await harness.set_calendar(replace(CLOSED, closures=()))
    assert (await harness.attendance()).person_count == 6
    assert await harness.standing() == [5]


async def test_a_mark_on_a_day_that_was_closed_waits_for_the_calendar(harness: Harness) -> None:
    await harness.enrol(enrolment())
    await harness.set_calendar(CLOSED)
    assert await harness.outcomes(mark(FULL_DAYS[0])) == ["rejected"]
    await harness.set_calendar(replace(CLOSED, closures=()))
    assert (await harness.attendance()).counts[Status.PROBLEMATIC] == 1


async def test_half_a_day_can_be_closed_or_added(harness: Harness) -> None:
    await harness.enrol(enrolment())
    wednesday = date(2026, 9, 2)
    await harness.set_calendar(
        SchoolCalendar(
            SCHOOL,
            YEAR,
            closures=(Closure(FULL_DAYS[0], HalfDay.PM, "onthaal"),),
            extra=(ExtraHalfDay(wednesday, HalfDay.PM),),
        )
    )
    assert await harness.outcomes(mark(FULL_DAYS[0]), mark(FULL_DAYS[0], HalfDay.PM), mark(wednesday, HalfDay.PM)) == [
        "accepted",
        "rejected",
        "accepted",
    ]


async def test_another_schools_marks_are_left_alone(harness: Harness) -> None:
    await harness.enrol(enrolment(school=OTHER_SCHOOL))
    await harness.record(mark(FULL_DAYS[0], school=OTHER_SCHOOL))
    await harness.set_calendar(CLOSED)
    assert (await harness.attendance(OTHER_SCHOOL)).person_count == 1


async def test_an_own_calendar_takes_its_august_into_its_school_year(harness: Harness) -> None:
    await harness.enrol(enrolment(date(2026, 8, 1)))
    august = date(2026, 8, 24)
    await harness.record(mark(august))
    assert (await harness.attendance(year=SchoolYear(2025))).rejected != []
    own = SchoolCalendar(SCHOOL, YEAR, base="own", sessions=(Session(august, date(2027, 5, 28)),))
    await harness.set_calendar(own)
    assert (await harness.attendance(year=SchoolYear(2025))).rejected == []
    shown = await harness.attendance()
    assert (shown.person_count, shown.planned_half_days) == (1, 2)


async def test_a_calendar_may_make_a_school_year_kept(harness: Harness) -> None:
    await harness.enrol(enrolment(date(2021, 8, 1)))
    assert await harness.outcomes(mark(date(2021, 8, 30))) == ["rejected"]
    own = SchoolCalendar(
        SCHOOL, SchoolYear(2021), base="own", sessions=(Session(date(2021, 8, 23), date(2022, 5, 27)),)
    )
    await harness.set_calendar(own)
    assert (await harness.attendance(year=SchoolYear(2021))).person_count == 1


async def test_a_change_has_the_next_version_and_is_told_whole(harness: Harness) -> None:
    changed = await harness.set_calendar(CLOSED)
    assert changed.version == 1
    assert (await harness.set_calendar(CLOSED)).version == 1, "nothing changed"
    assert (await harness.set_calendar(replace(CLOSED, closures=()))).version == 2
    first, second = await harness.told("calendar-changed")
    assert (first.key, first.sequence, second.sequence) == ("123456:2026-2027", 1, 2)
    assert first.data == {
        "school": SCHOOL,
        "school_year": "2026-2027",
        "version": 1,
        "base": "flanders",
        "sessions": [],
        "closures": [{"date": "2026-09-01", "half_day": None, "reason": "pedagogische studiedag"}],
        "extra": [],
    }


async def test_a_stale_version_changes_nothing(harness: Harness) -> None:
    await harness.set_calendar(CLOSED)
    with pytest.raises(StaleVersion):
        await harness.set_calendar(replace(CLOSED, closures=()), expected_version=0)
    async with harness.units() as uow:
        assert await show_calendar(uow, SCHOOL, YEAR) == replace(CLOSED, version=1)


async def test_a_school_without_one_has_the_flemish_calendar_as_version_0(harness: Harness) -> None:
    async with harness.units() as uow:
        assert await show_calendar(uow, SCHOOL, YEAR) == SchoolCalendar(SCHOOL, YEAR)


async def test_a_signal_names_the_version_of_the_calendar_it_rests_on(harness: Harness) -> None:
    await harness.set_calendar(CLOSED)
    await harness.enrol(enrolment())
    harness.clock.set(datetime(2026, 11, 24, 9, 0, tzinfo=BRUSSELS))
    await harness.record(*problematic(7))
    [signal] = await harness.signals()
    assert (signal.count, signal.calendar_version) == (5, 1)


async def test_the_newest_mark_is_the_newest_one_inside_the_calendar(harness: Harness) -> None:
    async def newest() -> date | None:
        async with harness.units() as uow:
            return await uow.marks.newest_date(SCHOOL)

    assert await newest() is None
    await harness.record(mark(FULL_DAYS[2]), mark(FULL_DAYS[1]), mark(FULL_DAYS[3], school=OTHER_SCHOOL))
    assert await newest() == FULL_DAYS[2], "of pupils who are not enrolled as well"
    await harness.record(mark(FULL_DAYS[0]), mark(date(2026, 9, 26)), mark(date(2027, 5, 3)))
    assert await newest() == FULL_DAYS[2]
    closed = tuple(Closure(day, None, "vrij") for day in FULL_DAYS[1:3])
    await harness.set_calendar(replace(CLOSED, closures=closed))
    assert await newest() == FULL_DAYS[0]
    await harness.record(mark(FULL_DAYS[2], pupil="other"))
    assert await newest() == FULL_DAYS[0]
    await harness.set_calendar(replace(CLOSED, closures=closed[:1]))
    assert await newest() == FULL_DAYS[2]
    await harness.set_calendar(SchoolCalendar(SCHOOL, YEAR, base="own"))
    assert await newest() is None


async def test_a_mark_on_a_day_that_only_other_sites_have_is_inside_the_schools_calendar(harness: Harness) -> None:
    await harness.enrol(enrolment(site="2"))
    await harness.record(mark(FULL_DAYS[0]))
    await harness.set_calendar(replace(CLOSED, closures=(replace(CLOSED.closures[0], site="2"),)))
    async with harness.units() as uow:
        assert await uow.marks.newest_date(SCHOOL) == FULL_DAYS[0]
