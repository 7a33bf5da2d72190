"""An enrolment that did not take place is taken back: a no-show, or a start that was given too early."""

from datetime import date, datetime, timedelta
from itertools import permutations
from typing import Any

import pytest
from sqlalchemy import text

from attendance.register.domain.enrolment import EducationLevel, Transferred
from attendance.register.domain.registration import Outcome
from attendance.testing.factories import (
    MORNING,
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

from .harness import Harness

LATER = MORNING + timedelta(days=20)
BEFORE_SCHOOL = date(2026, 8, 31)
MARKED = [date(2026, 9, 7), date(2026, 9, 15)]


async def counted(harness: Harness) -> list[date]:
    return [kept.date for kept in (await harness.attendance()).half_days]


async def told_periods(harness: Harness) -> list[tuple[str, str | None]]:
    event = (await harness.told("person-changed"))[-1]
    return [(item["valid_from"], item["valid_until"]) for item in event.data["enrolments"]]


async def test_of_a_pupil_who_never_came_nothing_counts(harness: Harness) -> None:
    await harness.enrol(enrolment(transferred=Transferred(4, date(2026, 9, 1))))
    await harness.record(*problematic(6))
    assert await harness.standing() == [5, 10]
    assert await harness.enrol(withdrawal(BEFORE_SCHOOL)) == [(Outcome.ACCEPTED, None)]
    shown = await harness.attendance()
    assert (len(shown.pending), shown.half_days, shown.person_count, shown.planned_half_days) == (6, [], 0, 0)
    assert (await harness.standing(), await told_periods(harness)) == ([], [])
    assert await harness.rows("SELECT 1 FROM class_member") == []


@pytest.mark.parametrize("order", list(permutations(range(3))))
async def test_a_start_that_was_given_too_early_is_corrected_in_any_order(
    harness: Harness, order: tuple[int, ...]
) -> None:
    reports = [enrolment(class_name="3A"), withdrawal(BEFORE_SCHOOL), enrolment(date(2026, 9, 14), class_name="3B")]
    await harness.record(*map(mark, MARKED))
    for place in order:
        await harness.enrol(reports[place])
    assert await counted(harness) == MARKED[1:]
    assert await told_periods(harness) == [("2026-09-14", None)]
    assert await harness.rows("SELECT class_name FROM class_member") == [("3B",)]


async def test_taking_it_back_brings_the_enrolment_and_its_marks_again(harness: Harness) -> None:
    await harness.enrol(enrolment(), withdrawal(BEFORE_SCHOOL))
    await harness.record(*problematic(5))
    assert await harness.standing() == []
    assert await harness.enrol(withdrawal(None, recorded_at=LATER)) == [(Outcome.ACCEPTED, None)]
    assert await harness.standing() == [5]


async def test_who_left_and_was_enrolled_anew_the_day_after_keeps_the_second(harness: Harness) -> None:
    await harness.enrol(enrolment(), withdrawal(date(2026, 9, 9)), enrolment(date(2026, 9, 10)))
    assert await told_periods(harness) == [("2026-09-01", "2026-09-09"), ("2026-09-10", None)]


async def test_an_enrolment_of_last_year_stays_when_that_of_this_year_is_annulled(harness: Harness) -> None:
    await harness.enrol(
        enrolment(date(2025, 9, 1), class_name="2A"),
        withdrawal(date(2026, 6, 30)),
        enrolment(class_name="3A"),
        withdrawal(BEFORE_SCHOOL, recorded_at=LATER),
    )
    assert await told_periods(harness) == [("2025-09-01", "2026-06-30")]


async def test_an_annulled_enrolment_gives_way_to_an_assumed_one(harness: Harness) -> None:
    await harness.enrol(assumed(), enrolment(date(2026, 9, 10)), withdrawal(date(2026, 9, 9)))
    assert await told_periods(harness) == [("2026-09-01", "2027-08-31")]


async def test_what_holds_is_known_beside_each_enrolment(harness: Harness) -> None:
    await harness.enrol(
        enrolment(date(2025, 9, 1)),
        withdrawal(date(2026, 6, 30)),
        enrolment(),
        withdrawal(BEFORE_SCHOOL, recorded_at=LATER),
        enrolment(date(2026, 9, 14)),
    )
    rows = await harness.rows("SELECT CAST(holds_until AS text) FROM enrolment ORDER BY valid_from")
    assert [last for (last,) in rows] == ["2026-06-30", "2026-08-31", "infinity"]


async def test_an_annulment_sent_again_every_night_leaves_no_history(harness: Harness) -> None:
    def nightly(recorded_at: Any) -> list[Any]:
        return [enrolment(recorded_at=recorded_at), withdrawal(BEFORE_SCHOOL, recorded_at=recorded_at)]

    await harness.enrol(*nightly(MORNING))
    told = len(await harness.told())
    for night in range(1, 4):
        harness.clock.advance(timedelta(days=1))
        results = await harness.enrol(*nightly(MORNING + timedelta(days=night)))
        assert [result.outcome for result in results] == [Outcome.UNCHANGED, Outcome.UNCHANGED]
    assert await harness.rows("SELECT 1 FROM report_history") == []
    assert await harness.rows("SELECT known_since FROM enrolment") == [(NOW,)]
    assert len(await harness.told()) == told


async def test_annulling_one_of_two_that_compete_says_nothing_anew(harness: Harness) -> None:
    there, who = {"school": OTHER_SCHOOL, "pupil": "77"}, with_insz("noor")
    await harness.enrol(enrolment(person=who), enrolment(person=who, **there))
    harness.clock.advance(timedelta(days=1))
    await harness.enrol(withdrawal(BEFORE_SCHOOL))
    assert await harness.rows("SELECT 1 FROM report_history") == []
    assert await harness.rows("SELECT DISTINCT known_since FROM enrolment") == [(NOW,)]


async def kept_waiting(harness: Harness, day: date, recorded_at: datetime) -> None:
    """Keep a withdrawal as a version before did: nothing follows from it yet."""
    async with harness.engine.begin() as connection:
        await connection.execute(
            text("INSERT INTO withdrawal SELECT pupil_id, :at, 'waits', :day, :at FROM pupil"),
            {"at": recorded_at, "day": day},
        )


async def test_a_withdrawal_that_an_earlier_version_kept_waiting_takes_effect_at_the_start(harness: Harness) -> None:
    await harness.enrol(enrolment(), enrolment(date(2026, 9, 14)), withdrawal(date(2026, 10, 30)))
    await harness.record(*problematic(10))
    await kept_waiting(harness, BEFORE_SCHOOL, LATER)
    assert await harness.standing() == [5, 10]
    await harness.settle_withdrawals()
    assert await told_periods(harness) == [("2026-09-14", "2026-10-30")]
    assert (await harness.standing(), len((await harness.attendance()).pending)) == ([], 10)
    told = await harness.told()
    await harness.settle_withdrawals()
    assert await harness.told() == told
    assert await harness.rows("SELECT 1 FROM report_history") == []


async def test_an_earlier_last_day_that_holds_again_lets_a_waiting_withdrawal_annul(harness: Harness) -> None:
    await harness.enrol(enrolment(date(2025, 9, 1)), withdrawal(BEFORE_SCHOOL, recorded_at=LATER), enrolment())
    assert await told_periods(harness) == [("2025-09-01", "2026-08-31"), ("2026-09-01", None)]
    await kept_waiting(harness, date(2026, 6, 30), MORNING)
    await harness.settle_withdrawals()
    assert await told_periods(harness) == [("2025-09-01", "2026-06-30")]


async def test_nobody_is_looked_at_who_left_and_was_enrolled_anew(harness: Harness) -> None:
    await harness.enrol(enrolment(), withdrawal(date(2026, 9, 9)), enrolment(date(2026, 9, 10)))
    async with harness.units() as uow:
        assert await uow.registrations.waiting() == []


async def test_a_school_does_not_teach_what_nobody_is_enrolled_in_any_more(harness: Harness) -> None:
    await harness.enrol(
        enrolment(level=EducationLevel.SECUNDAIR),
        enrolment(date(2025, 9, 1), level=EducationLevel.LAGER),
        enrolment(date(2026, 9, 2), level=EducationLevel.KLEUTER, pupil="2"),
        withdrawal(date(2026, 9, 1), pupil="2"),
    )
    async with harness.units() as uow:
        assert await uow.registrations.taught_at(SCHOOL, YEAR) == {(EducationLevel.SECUNDAIR, "311")}
