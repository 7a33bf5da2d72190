"""Which school is told of a level: the one where the pupil is enrolled on the day the level is reached."""

from datetime import date, datetime, timedelta

import pytest

from attendance.register.domain.enrolment import EducationLevel, Transferred
from attendance.register.domain.registration import Outcome
from attendance.register.domain.status import Status
from attendance.testing.factories import (
    FULL_DAYS,
    MORNING,
    OTHER_SCHOOL,
    PUPIL,
    SCHOOL,
    assumed,
    enrolment,
    mark,
    problematic,
    with_insz,
    withdrawal,
)
from shared.runtime.clock import BRUSSELS

from .harness import Harness

LATER = MORNING + timedelta(days=20)
NOOR = with_insz("noor")
THERE = {"school": OTHER_SCHOOL, "pupil": "77"}
REACHED_ON = FULL_DAYS[2]
"""The date of the fifth of the half days that `problematic` makes."""


async def schools(harness: Harness) -> list[str]:
    return [signal.school for signal in await harness.signals(None)]


async def test_the_signal_is_of_the_newest_enrolment_that_holds(harness: Harness) -> None:
    await harness.enrol(
        enrolment(person=NOOR, level=EducationLevel.LAGER),
        enrolment(REACHED_ON, person=NOOR, **THERE),
    )
    await harness.record(*problematic(5))
    [signal] = await harness.signals()
    assert (signal.school, signal.pupil, signal.level_of_education) == (OTHER_SCHOOL, "77", "secundair")


async def test_the_signal_is_of_the_school_of_that_day_not_of_today(harness: Harness) -> None:
    await harness.enrol(enrolment(person=NOOR), enrolment(REACHED_ON + timedelta(days=1), person=NOOR, **THERE))
    await harness.record(*problematic(5))
    assert await schools(harness) == [SCHOOL]


@pytest.mark.parametrize("last", [date(2026, 9, 3), date(2026, 9, 2)], ids=["ended", "never began"])
@pytest.mark.parametrize("withdrawn_first", [False, True])
async def test_an_enrolment_that_ended_or_never_began_decides_nothing(
    harness: Harness, last: date, withdrawn_first: bool
) -> None:
    await harness.enrol(enrolment(person=NOOR))
    elsewhere = [enrolment(date(2026, 9, 3), person=NOOR, **THERE), withdrawal(last, **THERE)]
    for report in reversed(elsewhere) if withdrawn_first else elsewhere:
        await harness.enrol(report)
    await harness.record(*problematic(5))
    [signal] = await harness.signals()
    assert (signal.school, signal.pupil) == (SCHOOL, PUPIL)
    assert [event.data["school"] for event in await harness.told("level-reached")] == [SCHOOL]


async def test_a_pupil_who_is_enrolled_nowhere_is_of_the_school_that_was_left_last(harness: Harness) -> None:
    passed_on = Transferred(5, date(2026, 9, 30))
    await harness.enrol(
        enrolment(person=NOOR, transferred=passed_on),
        withdrawal(date(2026, 9, 18)),
        enrolment(date(2026, 9, 2), person=NOOR, **THERE),
        withdrawal(date(2026, 9, 17), **THERE),
    )
    assert await schools(harness) == [SCHOOL]


async def test_an_assumed_enrolment_that_holds_counts_beside_one_that_ended(harness: Harness) -> None:
    await harness.enrol(
        enrolment(date(2025, 9, 1), person=NOOR, level=EducationLevel.LAGER),
        withdrawal(date(2026, 6, 30)),
        assumed(),
        enrolment(date(2026, 8, 1), person=NOOR, **THERE),
        withdrawal(date(2026, 8, 31), **THERE),
    )
    await harness.record(*problematic(5))
    [signal] = await harness.signals()
    assert (signal.school, signal.level_of_education) == (SCHOOL, "secundair")


async def test_a_school_where_the_pupil_is_enrolled_for_next_year_is_told_nothing_of_this_one(
    harness: Harness,
) -> None:
    await harness.enrol(
        enrolment(person=NOOR, level=EducationLevel.LAGER), enrolment(date(2027, 9, 1), person=NOOR, **THERE)
    )
    await harness.record(*problematic(5))
    [signal] = await harness.signals()
    assert (signal.school, signal.pupil, signal.level_of_education) == (SCHOOL, PUPIL, "lager")
    harness.clock.set(datetime(2027, 9, 1, 9, 0, tzinfo=BRUSSELS))
    await harness.record(*(mark(day) for day in FULL_DAYS[5:10]))
    assert await schools(harness) == [SCHOOL, SCHOOL]


async def test_a_level_that_was_told_stays_with_the_school_it_was_told_of(harness: Harness) -> None:
    await harness.enrol(enrolment(person=NOOR), enrolment(date(2026, 9, 3), person=NOOR, **THERE))
    await harness.record(*problematic(5))
    assert await harness.enrol(withdrawal(date(2026, 9, 2), **THERE)) == [(Outcome.ACCEPTED, None)]
    assert await schools(harness) == [OTHER_SCHOOL]
    certificate = mark(FULL_DAYS[0], status=Status.JUSTIFIED, recorded_at=LATER)
    await harness.record(certificate)
    assert [event.data["school"] for event in await harness.told("level-withdrawn")] == [OTHER_SCHOOL]
    await harness.record(certificate._replace(status=Status.PROBLEMATIC, recorded_at=LATER + timedelta(hours=1)))
    assert await schools(harness) == [OTHER_SCHOOL, SCHOOL]
