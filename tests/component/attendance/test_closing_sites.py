"""Sites of a school: a half day that is closed at the pupil's site is outside the calendar for that pupil."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations

import pytest

from attendance.register.domain.planned_half_days import planned_half_days
from attendance.register.domain.status import Status
from attendance.testing.factories import (
    FULL_DAYS,
    MORNING,
    OTHER_SCHOOL,
    SCHOOL,
    YEAR,
    assumed,
    enrolment,
    mark,
    problematic,
)
from attendance.testing.factories import withdrawal as withdrawn
from shared.domain.half_days import HalfDay
from shared.domain.school_calendar import Closure, ExtraHalfDay, SchoolCalendar, Session
from shared.domain.school_year import SchoolYear

from .harness import Harness

DAY = FULL_DAYS[0]
WEDNESDAY = date(2026, 9, 2)
CLOSED = SchoolCalendar(SCHOOL, YEAR, closures=(Closure(DAY, None, "facultatieve verlofdag", site="2"),))
EXTRA = SchoolCalendar(SCHOOL, YEAR, extra=(ExtraHalfDay(WEDNESDAY, HalfDay.PM, site="2"),))
OPEN = SchoolCalendar(SCHOOL, YEAR)
LATER = MORNING + timedelta(hours=1)


async def counts(harness: Harness, *pupils: str) -> list[int]:
    """The problematic half days of each pupil."""
    return [(await harness.attendance(pupil=pupil)).counts[Status.PROBLEMATIC] for pupil in pupils]


async def enrol_at(harness: Harness, **sites: str | None) -> None:
    await harness.enrol(*(enrolment(pupil=pupil, site=site) for pupil, site in sites.items()))


async def test_a_mark_on_a_half_day_closed_at_the_pupils_site_is_rejected(harness: Harness) -> None:
    await harness.set_calendar(CLOSED)
    await enrol_at(harness, one="1", two="2", none=None)
    marks = [mark(DAY, pupil=pupil) for pupil in ("one", "two", "none")]
    results = await harness.record(*marks, mark(FULL_DAYS[1], pupil="two"))
    assert [str(result.outcome) for result in results] == ["accepted", "rejected", "accepted", "accepted"]
    assert results[1].reason == "outside-calendar"
    assert await counts(harness, "one", "two", "none") == [1, 1, 1]


async def test_marks_are_judged_again_when_the_site_closes_and_opens(harness: Harness) -> None:
    await enrol_at(harness, one="1", two="2")
    await harness.record(*problematic(6, pupil="one"), *problematic(6, pupil="two"))
    await harness.set_calendar(CLOSED)
    assert await counts(harness, "one", "two") == [6, 4]
    assert [signal.pupil for signal in await harness.signals()] == ["one"]
    await harness.set_calendar(OPEN)
    assert await counts(harness, "one", "two") == [6, 6]
    assert sorted(signal.pupil for signal in await harness.signals()) == ["one", "two"]


async def test_marks_are_judged_again_when_the_pupil_turns_out_to_be_at_another_site(harness: Harness) -> None:
    await harness.set_calendar(CLOSED)
    await enrol_at(harness, one="1")
    await harness.record(*problematic(6, pupil="one"))
    assert await harness.standing() == [5]
    await harness.enrol(enrolment(pupil="one", site="2", recorded_at=LATER))
    assert (await counts(harness, "one"), await harness.standing()) == ([4], [])
    await harness.enrol(enrolment(pupil="one", recorded_at=LATER + timedelta(hours=1)))
    assert (await counts(harness, "one"), await harness.standing()) == ([6], [5])


async def test_a_pupil_who_moves_to_another_site_has_each_sites_closures_in_its_time(harness: Harness) -> None:
    closures = tuple(Closure(day, None, "vrij", site="2") for day in (FULL_DAYS[0], FULL_DAYS[2], FULL_DAYS[4]))
    await harness.set_calendar(replace(CLOSED, closures=closures))
    await harness.enrol(enrolment(site="1"), enrolment(FULL_DAYS[2], site="2"), enrolment(FULL_DAYS[4], site="1"))
    assert await harness.outcomes(*(mark(day) for day in FULL_DAYS[:5])) == [
        "accepted",
        "accepted",
        "rejected",
        "accepted",
        "accepted",
    ]


async def test_an_extra_half_day_of_a_site_is_inside_the_calendar_for_its_pupils_only(harness: Harness) -> None:
    await enrol_at(harness, one="1", two="2", none=None)
    marks = [mark(WEDNESDAY, HalfDay.PM, pupil=pupil) for pupil in ("one", "two", "none")]
    assert await harness.outcomes(*marks) == ["rejected"] * 3
    await harness.set_calendar(EXTRA)
    assert await counts(harness, "one", "two", "none") == [0, 1, 0]
    assert await harness.outcomes(*(each._replace(recorded_at=LATER) for each in marks)) == [
        "rejected",
        "unchanged",
        "rejected",
    ]
    await harness.set_calendar(OPEN)
    assert await counts(harness, "one", "two", "none") == [0, 0, 0]


async def test_a_half_day_closed_at_the_site_of_a_pupil_who_has_left_waits_for_an_enrolment(harness: Harness) -> None:
    await harness.set_calendar(CLOSED)
    await harness.enrol(enrolment(date(2026, 8, 1), site="2"), withdrawn(DAY - timedelta(days=1)))
    assert await harness.outcomes(mark(DAY)) == ["pending"]
    await harness.enrol(withdrawn(None, recorded_at=LATER))
    assert [str(each.verdict) for each in (await harness.attendance()).rejected] == ["outside-calendar"]


async def test_a_pupil_taken_to_be_enrolled_is_at_none_of_the_sites(harness: Harness) -> None:
    await harness.set_calendar(CLOSED)
    await harness.enrol(assumed())
    assert await harness.outcomes(mark(DAY)) == ["accepted"]
    await harness.enrol(enrolment(site="2"))
    assert await counts(harness, "1234567") == [0]


async def test_another_schools_site_of_the_same_name_is_left_alone(harness: Harness) -> None:
    await harness.set_calendar(CLOSED)
    await harness.enrol(enrolment(school=OTHER_SCHOOL, site="2"))
    assert await harness.outcomes(mark(DAY, school=OTHER_SCHOOL)) == ["accepted"]


async def test_other_school_years_stay_as_they_are(harness: Harness) -> None:
    last_year = date(2026, 6, 1)
    before = SchoolCalendar(SCHOOL, SchoolYear(2025), closures=(Closure(last_year, None, "vrij", site="2"),))
    await harness.set_calendar(before)
    await harness.enrol(enrolment(date(2025, 9, 1), site="2"))
    assert await harness.outcomes(mark(last_year), mark(DAY)) == ["rejected", "accepted"]
    await harness.set_calendar(CLOSED)
    await harness.set_calendar(OPEN)
    assert len((await harness.attendance(year=SchoolYear(2025))).rejected) == 1
    await harness.set_calendar(replace(before, closures=()))
    assert (await harness.attendance(year=SchoolYear(2025))).counts[Status.PROBLEMATIC] == 1


async def test_a_site_that_begins_in_august_takes_its_marks_into_that_school_year(harness: Harness) -> None:
    august = date(2026, 8, 24)
    sessions = (Session(date(2026, 9, 1), date(2027, 6, 30)),)
    own = replace(OPEN, base="own", sessions=sessions, extra=(ExtraHalfDay(august, HalfDay.AM, site="2"),))
    await harness.set_calendar(own)
    await harness.enrol(*(enrolment(date(2026, 8, 1), pupil=site, site=site) for site in ("1", "2")))
    assert await harness.outcomes(mark(august, pupil="1"), mark(august, pupil="2")) == ["rejected", "accepted"]
    assert len((await harness.attendance(pupil="1")).rejected) == 1
    assert (await harness.attendance(pupil="2")).planned_half_days == 1


@pytest.mark.parametrize("order", list(permutations(range(3))))
async def test_the_order_of_enrolment_mark_and_calendar_makes_no_difference(
    harness: Harness, order: Sequence[int]
) -> None:
    for step in order:
        match step:
            case 0:
                await enrol_at(harness, one="1", two="2")
            case 1:
                await harness.record(*problematic(6, pupil="one"), *problematic(6, pupil="two"))
            case 2:
                await harness.set_calendar(CLOSED)
    assert await counts(harness, "one", "two") == [6, 4]
    assert [signal.pupil for signal in await harness.signals()] == ["one"]


async def test_planned_half_days_are_those_of_the_pupils_site(harness: Harness) -> None:
    await harness.set_calendar(replace(CLOSED, extra=EXTRA.extra))
    await enrol_at(harness, one="1", two="2", none=None)
    await harness.record(mark(FULL_DAYS[1], pupil="one"))  # Thursday 3 September
    planned = [(await harness.attendance(pupil=pupil)).planned_half_days for pupil in ("one", "two", "none")]
    assert planned == [5, 4, 5]


async def test_the_planned_half_days_of_a_whole_school_are_those_of_each_pupil(harness: Harness) -> None:
    calendar = await harness.set_calendar(replace(CLOSED, extra=EXTRA.extra))
    await enrol_at(harness, one="1", two="2")
    await harness.enrol(enrolment(date(2026, 9, 7), pupil="late", site="2"), enrolment(school=OTHER_SCHOOL))
    async with harness.units() as uow:
        expected = await uow.pupils.expected(SCHOOL)
        ids = await uow.pupils.ids_of({(SCHOOL, pupil) for pupil in ("one", "two", "late")})
    planned = planned_half_days(calendar)
    assert {pupil: planned.number(expected[id_]) for (_, pupil), id_ in ids.items()} == {
        "one": 329,
        "two": 328,
        "late": 322,
    }
    assert len(expected) == 3


async def test_what_others_are_told_of_a_person_does_not_name_the_site(harness: Harness) -> None:
    await harness.enrol(enrolment(site="1"))
    [result] = await harness.enrol(enrolment(site="2", recorded_at=LATER))
    assert result.outcome == "accepted"
    [told] = await harness.told("person-changed")
    assert "site" not in told.data["enrolments"][0]


async def test_a_calendar_with_sites_is_told_whole(harness: Harness) -> None:
    await harness.set_calendar(replace(CLOSED, extra=EXTRA.extra))
    [told] = await harness.told("calendar-changed")
    assert told.data["closures"] == [
        {"date": "2026-09-01", "half_day": None, "reason": "facultatieve verlofdag", "site": "2"}
    ]
    assert told.data["extra"] == [{"date": "2026-09-02", "half_day": "PM", "site": "2"}]
