"""Levels over stored marks: reached once, withdrawn when they no longer hold, explained."""

from datetime import date, datetime, timedelta

import pytest

from attendance.pupils.application.show_attendance_then import show_attendance_then
from attendance.register.domain.enrolment import PersonData, Transferred
from attendance.register.domain.status import Status
from attendance.testing.factories import (
    FULL_DAYS,
    MORNING,
    NOW,
    OTHER_SCHOOL,
    PUPIL,
    SCHOOL,
    enrolment,
    mark,
    problematic,
    with_insz,
)
from shared.domain.half_days import HalfDay
from shared.domain.school_year import SchoolYear
from shared.messaging.envelope import Envelope
from shared.runtime.clock import BRUSSELS

from .harness import Harness

LATER = MORNING + timedelta(days=60)


async def test_four_problematic_half_days_reach_nothing(harness: Harness) -> None:
    await harness.enrol(enrolment())
    await harness.record(*problematic(4))
    assert await harness.standing() == []
    assert (await harness.attendance()).person_count == 4


async def test_the_fifth_reaches_level_five_once(harness: Harness) -> None:
    await harness.enrol(enrolment())
    for one in problematic(9):
        await harness.record(one)
    assert await harness.standing() == [5]
    [event] = await harness.told("level-reached")
    assert event.data["level"] == 5
    assert event.data["count"] == 5
    assert event.data["reached_on"] == FULL_DAYS[2].isoformat()
    assert event.data["half_days"][0] == {"date": FULL_DAYS[0].isoformat(), "half_day": "AM", "school": SCHOOL}
    assert len(event.data["half_days"]) == 5


async def test_twelve_at_once_tell_five_and_ten_lowest_first(harness: Harness) -> None:
    await harness.enrol(enrolment())
    await harness.record(*problematic(12))
    told = await harness.told("level-reached")
    assert [(event.data["level"], event.data["count"], event.sequence) for event in told] == [(5, 12, 1), (10, 12, 2)]
    assert [event.data["reached_on"] for event in told] == [FULL_DAYS[2].isoformat(), FULL_DAYS[4].isoformat()]


async def test_what_is_told_of_a_level_is_its_contract(harness: Harness) -> None:
    await harness.enrol(enrolment())
    await harness.record(*problematic(5))
    [event] = await harness.told("level-reached")
    [signal] = await harness.signals()
    assert event.key == str(signal.person_id)
    assert {name: event.data[name] for name in event.data if name not in ("half_days", "reached_on")} == {
        "signal_id": str(signal.signal_id),
        "person_id": str(signal.person_id),
        "school": SCHOOL,
        "pupil": PUPIL,
        "level_of_education": "secundair",
        "school_year": "2026-2027",
        "rule": "problematic-half-days",
        "rule_version": 1,
        "level": 5,
        "count": 5,
        "truancy": True,
    }


async def test_late_certificate_withdraws_the_signal(harness: Harness) -> None:
    await harness.enrol(enrolment())
    marks = problematic(5)
    await harness.record(*marks)
    await harness.record(marks[0]._replace(status=Status.JUSTIFIED, recorded_at=LATER, event_id="certificate"))
    assert await harness.standing() == []
    [reached] = await harness.told("level-reached")
    [withdrawn] = await harness.told("level-withdrawn")
    assert withdrawn.data["signal_id"] == reached.data["signal_id"]
    assert (withdrawn.data["count"], len(withdrawn.data["half_days"]), withdrawn.sequence) == (4, 4, 2)
    [signal] = await harness.signals("withdrawn")
    assert (signal.status, signal.withdrawn_at) == ("withdrawn", NOW)


async def test_a_level_reached_again_is_a_new_signal(harness: Harness) -> None:
    await harness.enrol(enrolment())
    marks = problematic(5)
    await harness.record(*marks)
    await harness.record(marks[0]._replace(status=Status.JUSTIFIED, recorded_at=LATER))
    await harness.record(marks[0]._replace(recorded_at=LATER + timedelta(days=1)))
    first, second = await harness.signals(None)
    assert first.signal_id != second.signal_id
    assert [first.status, second.status] == ["withdrawn", "standing"]


async def test_levels_fall_from_the_highest(harness: Harness) -> None:
    await harness.enrol(enrolment())
    marks = problematic(12)
    await harness.record(*marks)
    await harness.record(*(one._replace(status=Status.JUSTIFIED, recorded_at=LATER) for one in marks))
    assert [event.data["level"] for event in await harness.told("level-withdrawn")] == [10, 5]


async def test_a_signal_explains_itself(harness: Harness) -> None:
    await harness.enrol(enrolment())
    marks = problematic(5)
    await harness.record(*marks)
    [signal] = await harness.signals()
    assert [day.event_id for day in signal.half_days] == [one.event_id for one in marks]
    assert {(day.school, day.pupil) for day in signal.half_days} == {(SCHOOL, PUPIL)}
    assert signal.calendar_version == 0


async def test_a_new_school_year_counts_from_zero(harness: Harness) -> None:
    await harness.enrol(enrolment(date(2025, 9, 1)))
    await harness.record(*(mark(date(2026, 6, day)) for day in (22, 23, 25)), *problematic(3))
    assert await harness.standing() == []
    assert (await harness.attendance(year=SchoolYear(2025))).person_count == 3
    assert (await harness.attendance()).person_count == 3


async def test_two_schools_count_together_and_the_same_half_day_once(harness: Harness) -> None:
    who = with_insz("noor")
    await harness.enrol(enrolment(person=who), enrolment(school=OTHER_SCHOOL, pupil="77", person=who))
    await harness.record(*problematic(3))
    await harness.record(*(one._replace(school=OTHER_SCHOOL, pupil="77") for one in problematic(4)))
    shown = await harness.attendance()
    assert (shown.person_count, shown.counts[Status.PROBLEMATIC]) == (4, 3)
    await harness.record(mark(FULL_DAYS[5], school=OTHER_SCHOOL, pupil="77"))
    assert await harness.standing() == [5]


async def test_a_half_day_counts_when_one_of_two_schools_says_problematic(harness: Harness) -> None:
    who = with_insz("noor")
    await harness.enrol(enrolment(person=who), enrolment(school=OTHER_SCHOOL, pupil="77", person=who))
    await harness.record(mark(FULL_DAYS[0], status=Status.PRESENT), mark(FULL_DAYS[0], school=OTHER_SCHOOL, pupil="77"))
    assert (await harness.attendance()).person_count == 1


async def test_a_transferred_count_is_added(harness: Harness) -> None:
    await harness.enrol(enrolment(date(2026, 9, 10), transferred=Transferred(3, date(2026, 9, 9))))
    await harness.record(mark(date(2026, 9, 10)), mark(date(2026, 9, 11)))
    assert await harness.standing() == [5]
    [event] = await harness.told("level-reached")
    assert (event.data["count"], event.data["reached_on"], len(event.data["half_days"])) == (5, "2026-09-11", 2)


async def test_a_transferred_count_alone_reaches_a_level(harness: Harness) -> None:
    await harness.enrol(enrolment(date(2026, 9, 10), transferred=Transferred(6, date(2026, 9, 9))))
    [event] = await harness.told("level-reached")
    assert (event.data["count"], event.data["reached_on"], event.data["half_days"]) == (6, "2026-09-09", [])


async def test_a_transferred_count_belongs_to_its_own_school_year(harness: Harness) -> None:
    await harness.enrol(enrolment(transferred=Transferred(6, date(2026, 6, 30))))
    assert (await harness.attendance()).person_count == 0
    assert (await harness.attendance(year=SchoolYear(2025))).person_count == 6


@pytest.mark.parametrize(
    ("born", "until", "count"),
    [
        (date(2008, 9, 10), date(2026, 10, 2), 0),  # eighteen, and of compulsory age until 30 June
        (date(2008, 9, 10), date(2026, 6, 30), 6),
        (date(2008, 9, 2), date(2026, 9, 1), 0),
        (date(2009, 1, 15), date(2026, 10, 2), 6),
        (date(2021, 12, 31), date(2026, 9, 1), 6),  # five this year
        (date(2022, 1, 1), date(2026, 10, 2), 0),  # next year
        (None, date(2026, 10, 2), 6),
    ],
)
async def test_r20_a_transferred_count_of_days_none_of_which_is_of_compulsory_age_is_left_out(
    harness: Harness, born: date | None, until: date, count: int
) -> None:
    who = PersonData("Jo", "Voorbeeld", born)
    await harness.enrol(enrolment(date(2026, 10, 5), person=who, transferred=Transferred(6, until)))
    year = SchoolYear.of(until)
    assert (await harness.attendance(year=year)).person_count == count
    assert await harness.standing() == ([5] if count else [])
    harness.clock.advance(timedelta(hours=1))
    async with harness.units() as uow:
        then = await show_attendance_then(uow, SCHOOL, PUPIL, school_year=year, at=NOW)
    assert (then.person_count, then.levels_reached) == (count, (5,) if count else ())


async def test_a_half_day_after_the_eighteenth_birthday_is_the_registers_only(harness: Harness) -> None:
    await harness.enrol(enrolment(person=PersonData("Jo", "Voorbeeld", date(2008, 6, 30))))
    await harness.record(*problematic(6))
    shown = await harness.attendance()
    assert (shown.counts[Status.PROBLEMATIC], shown.person_count, await harness.standing()) == (6, 0, [])


async def test_a_corrected_birth_date_counts_again(harness: Harness) -> None:
    await harness.enrol(enrolment(person=PersonData("Jo", "Voorbeeld", date(2005, 1, 1))))
    await harness.record(*problematic(6))
    await harness.enrol(enrolment(recorded_at=LATER, person=PersonData("Jo", "Voorbeeld", date(2010, 1, 1))))
    assert await harness.standing() == [5]
    await harness.enrol(
        enrolment(recorded_at=LATER + timedelta(1), person=PersonData("Jo", "Voorbeeld", date(2005, 1, 1)))
    )
    assert await harness.standing() == []


async def test_a_level_belongs_to_the_story_of_the_mark_that_completed_it(harness: Harness) -> None:
    await harness.enrol(enrolment())
    stories = [_event(f"event-of-{n}") for n in range(11)]
    stories[9] = _event("event-of-9", "a-longer-story")
    marks = [one._replace(cause=story, event_id=story.id) for one, story in zip(problematic(11), stories, strict=True)]
    await harness.record(*marks[:3])
    await harness.record(*marks[3:])
    assert [event.correlation_id for event in await harness.told("level-reached")] == [
        "event-of-4",
        "a-longer-story",
    ]


async def test_a_withdrawal_belongs_to_the_story_of_the_correction(harness: Harness) -> None:
    await harness.enrol(enrolment())
    marks = problematic(5)
    await harness.record(*marks)
    cause = _event("certificate")
    await harness.record(marks[2]._replace(status=Status.JUSTIFIED, recorded_at=LATER, event_id="c", cause=cause))
    [event] = await harness.told("level-withdrawn")
    assert event.correlation_id == "certificate"


async def test_levels_of_ended_school_years_are_still_recorded(harness: Harness) -> None:
    await harness.enrol(enrolment())
    harness.clock.set(datetime(2027, 9, 2, 9, 0, tzinfo=BRUSSELS))
    await harness.record(*problematic(5))
    assert await harness.standing() == [5]


async def test_afternoons_count_like_mornings(harness: Harness) -> None:
    await harness.enrol(enrolment())
    await harness.record(*(mark(day, HalfDay.PM) for day in FULL_DAYS[:5]))
    assert await harness.standing() == [5]


def _event(event_id: str, correlation_id: str | None = None) -> Envelope:
    return Envelope(event_id, "/school", "be.flankerend.school.attendance-recorded.v1", correlation_id=correlation_id)
