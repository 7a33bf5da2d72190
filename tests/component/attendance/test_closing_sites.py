"""Sites of a school: a half day that is closed at the pupil's site is outside the calendar for that pupil."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations

import pytest

from attendance.register.domain.planned_half_days import planned_half_days
from attendance.register.domain.status import Status
from shared.domain.half_days import HalfDay
from shared.domain.school_calendar import Closure, ExtraHalfDay, SchoolCalendar, Session
from shared.domain.school_year import SchoolYear

from .register import FULL_DAYS, MORNING, OTHER_SCHOOL, SCHOOL, YEAR, Register, assumed, enrolment, mark, problematic
from .register import withdrawal as withdrawn

DAY = FULL_DAYS[0]
WEDNESDAY = date(2026, 9, 2)
CLOSED = SchoolCalendar(SCHOOL, YEAR, closures=(Closure(DAY, None, "facultatieve verlofdag", site="2"),))
EXTRA = SchoolCalendar(SCHOOL, YEAR, extra=(ExtraHalfDay(WEDNESDAY, HalfDay.PM, site="2"),))
OPEN = SchoolCalendar(SCHOOL, YEAR)
LATER = MORNING + timedelta(hours=1)


async def counts(register: Register, *pupils: str) -> list[int]:
    """The problematic half days of each pupil."""
    return [(await register.attendance(pupil=pupil)).counts[Status.PROBLEMATIC] for pupil in pupils]


async def enrol_at(register: Register, **sites: str | None) -> None:
    await register.enrol(*(enrolment(pupil=pupil, site=site) for pupil, site in sites.items()))


async def test_a_mark_on_a_half_day_closed_at_the_pupils_site_is_rejected(register: Register) -> None:
    await register.set_calendar(CLOSED)
    await enrol_at(register, one="1", two="2", none=None)
    marks = [mark(DAY, pupil=pupil) for pupil in ("one", "two", "none")]
    results = await register.record(*marks, mark(FULL_DAYS[1], pupil="two"))
    assert [str(result.outcome) for result in results] == ["accepted", "rejected", "accepted", "accepted"]
    assert results[1].reason == "outside-calendar"
    assert await counts(register, "one", "two", "none") == [1, 1, 1]


async def test_marks_are_judged_again_when_the_site_closes_and_opens(register: Register) -> None:
    await enrol_at(register, one="1", two="2")
    await register.record(*problematic(6, pupil="one"), *problematic(6, pupil="two"))
    await register.set_calendar(CLOSED)
    assert await counts(register, "one", "two") == [6, 4]
    assert [signal.pupil for signal in await register.signals()] == ["one"]
    await register.set_calendar(OPEN)
    assert await counts(register, "one", "two") == [6, 6]
    assert sorted(signal.pupil for signal in await register.signals()) == ["one", "two"]


async def test_marks_are_judged_again_when_the_pupil_turns_out_to_be_at_another_site(register: Register) -> None:
    await register.set_calendar(CLOSED)
    await enrol_at(register, one="1")
    await register.record(*problematic(6, pupil="one"))
    assert await register.standing() == [5]
    await register.enrol(enrolment(pupil="one", site="2", recorded_at=LATER))
    assert (await counts(register, "one"), await register.standing()) == ([4], [])
    await register.enrol(enrolment(pupil="one", recorded_at=LATER + timedelta(hours=1)))
    assert (await counts(register, "one"), await register.standing()) == ([6], [5])


async def test_a_pupil_who_moves_to_another_site_has_each_sites_closures_in_its_time(register: Register) -> None:
    closures = tuple(Closure(day, None, "vrij", site="2") for day in (FULL_DAYS[0], FULL_DAYS[2], FULL_DAYS[4]))
    await register.set_calendar(replace(CLOSED, closures=closures))
    await register.enrol(enrolment(site="1"), enrolment(FULL_DAYS[2], site="2"), enrolment(FULL_DAYS[4], site="1"))
    assert await register.outcomes(*(mark(day) for day in FULL_DAYS[:5])) == [
        "accepted",
        "accepted",
        "rejected",
        "accepted",
        "accepted",
    ]


async def test_an_extra_half_day_of_a_site_is_inside_the_calendar_for_its_pupils_only(register: Register) -> None:
    await enrol_at(register, one="1", two="2", none=None)
    marks = [mark(WEDNESDAY, HalfDay.PM, pupil=pupil) for pupil in ("one", "two", "none")]
    assert await register.outcomes(*marks) == ["rejected"] * 3
    await register.set_calendar(EXTRA)
    assert await counts(register, "one", "two", "none") == [0, 1, 0]
    assert await register.outcomes(*(each._replace(recorded_at=LATER) for each in marks)) == [
        "rejected",
        "unchanged",
        "rejected",
    ]
    await register.set_calendar(OPEN)
    assert await counts(register, "one", "two", "none") == [0, 0, 0]


async def test_a_half_day_closed_at_the_site_of_a_pupil_who_has_left_waits_for_an_enrolment(register: Register) -> None:
    await register.set_calendar(CLOSED)
    await register.enrol(enrolment(date(2026, 8, 1), site="2"), withdrawn(DAY - timedelta(days=1)))
    assert await register.outcomes(mark(DAY)) == ["pending"]
    await register.enrol(withdrawn(None, recorded_at=LATER))
    assert [str(each.verdict) for each in (await register.attendance()).rejected] == ["outside-calendar"]


async def test_a_pupil_taken_to_be_enrolled_is_at_none_of_the_sites(register: Register) -> None:
    await register.set_calendar(CLOSED)
    await register.enrol(assumed())
    assert await register.outcomes(mark(DAY)) == ["accepted"]
    await register.enrol(enrolment(site="2"))
    assert await counts(register, "1234567") == [0]


async def test_another_schools_site_of_the_same_name_is_left_alone(register: Register) -> None:
    await register.set_calendar(CLOSED)
    await register.enrol(enrolment(school=OTHER_SCHOOL, site="2"))
    assert await register.outcomes(mark(DAY, school=OTHER_SCHOOL)) == ["accepted"]


async def test_other_school_years_stay_as_they_are(register: Register) -> None:
    last_year = date(2026, 6, 1)
    before = SchoolCalendar(SCHOOL, SchoolYear(2025), closures=(Closure(last_year, None, "vrij", site="2"),))
    await register.set_calendar(before)
    await register.enrol(enrolment(date(2025, 9, 1), site="2"))
    assert await register.outcomes(mark(last_year), mark(DAY)) == ["rejected", "accepted"]
    await register.set_calendar(CLOSED)
    await register.set_calendar(OPEN)
    assert len((await register.attendance(year=SchoolYear(2025))).rejected) == 1
    await register.set_calendar(replace(before, closures=()))
    assert (await register.attendance(year=SchoolYear(2025))).counts[Status.PROBLEMATIC] == 1


async def test_a_site_that_begins_in_august_takes_its_marks_into_that_school_year(register: Register) -> None:
    august = date(2026, 8, 24)
    sessions = (Session(date(2026, 9, 1), date(2027, 6, 30)),)
    own = replace(OPEN, base="own", sessions=sessions, extra=(ExtraHalfDay(august, HalfDay.AM, site="2"),))
    await register.set_calendar(own)
    await register.enrol(*(enrolment(date(2026, 8, 1), pupil=site, site=site) for site in ("1", "2")))
    assert await register.outcomes(mark(august, pupil="1"), mark(august, pupil="2")) == ["rejected", "accepted"]
    assert len((await register.attendance(pupil="1")).rejected) == 1
    assert (await register.attendance(pupil="2")).planned_half_days == 1


@pytest.mark.parametrize("order", list(permutations(range(3))))
async def test_the_order_of_enrolment_mark_and_calendar_makes_no_difference(
    register: Register, order: Sequence[int]
) -> None:
    for step in order:
        match step:
            case 0:
                await enrol_at(register, one="1", two="2")
            case 1:
                await register.record(*problematic(6, pupil="one"), *problematic(6, pupil="two"))
            case 2:
                await register.set_calendar(CLOSED)
    assert await counts(register, "one", "two") == [6, 4]
    assert [signal.pupil for signal in await register.signals()] == ["one"]


async def test_planned_half_days_are_those_of_the_pupils_site(register: Register) -> None:
    await register.set_calendar(replace(CLOSED, extra=EXTRA.extra))
    await enrol_at(register, one="1", two="2", none=None)
    await register.record(mark(FULL_DAYS[1], pupil="one"))  # Thursday 3 September
    planned = [(await register.attendance(pupil=pupil)).planned_half_days for pupil in ("one", "two", "none")]
    assert planned == [5, 4, 5]


async def test_the_planned_half_days_of_a_whole_school_are_those_of_each_pupil(register: Register) -> None:
    calendar = await register.set_calendar(replace(CLOSED, extra=EXTRA.extra))
    await enrol_at(register, one="1", two="2")
    await register.enrol(enrolment(date(2026, 9, 7), pupil="late", site="2"), enrolment(school=OTHER_SCHOOL))
    async with register.units() as uow:
        expected = await uow.pupils.expected(SCHOOL)
        ids = await uow.pupils.ids_of({(SCHOOL, pupil) for pupil in ("one", "two", "late")})
    planned = planned_half_days(calendar)
    assert {pupil: planned.number(expected[id_]) for (_, pupil), id_ in ids.items()} == {
        "one": 329,
        "two": 328,
        "late": 322,
    }
    assert len(expected) == 3


async def test_what_others_are_told_of_a_person_does_not_name_the_site(register: Register) -> None:
    await register.enrol(enrolment(site="1"))
    [result] = await register.enrol(enrolment(site="2", recorded_at=LATER))
    assert result.outcome == "accepted"
    [told] = await register.told("person-changed")
    assert "site" not in told.data["enrolments"][0]


async def test_a_calendar_with_sites_is_told_whole(register: Register) -> None:
    await register.set_calendar(replace(CLOSED, extra=EXTRA.extra))
    [told] = await register.told("calendar-changed")
    assert told.data["closures"] == [
        {"date": "2026-09-01", "half_day": None, "reason": "facultatieve verlofdag", "site": "2"}
    ]
    assert told.data["extra"] == [{"date": "2026-09-02", "half_day": "PM", "site": "2"}]
