"""The Flemish numbers, each by the rule it comes from."""

from datetime import date

from attendance.register.domain.status import Status
from attendance.testing.factories import FULL_DAYS, NOW, PUPIL, YEAR, enrolment, mark, problematic
from shared.domain.half_days import HalfDay

from .harness import Harness

SPREAD = [date(2026, 9, 1), date(2026, 9, 17), date(2026, 10, 5), date(2026, 10, 23), date(2026, 11, 20)]


async def test_r7_five_spread_half_days_are_reported_to_the_clb(harness: Harness) -> None:
    await harness.enrol(enrolment())
    await harness.record(*(mark(day) for day in SPREAD[:4]))
    assert await harness.told("level") == []
    await harness.record(mark(SPREAD[4], HalfDay.PM))
    [told] = await harness.told("level-reached")
    assert (told.data["level"], told.data["count"], told.data["reached_on"]) == (5, 5, "2026-11-20")


async def test_r8_one_to_four_half_days_lead_to_nothing(harness: Harness) -> None:
    await harness.enrol(enrolment())
    for one in problematic(4):
        await harness.record(one)
        assert (await harness.signals(status=None), await harness.told("level")) == ([], [])
    assert (await harness.attendance()).person_count == 4


async def test_r9_ten_half_days_are_a_level_by_local_agreement(harness: Harness) -> None:
    await harness.enrol(enrolment())
    await harness.record(*problematic(9))
    assert await harness.standing() == [5]
    await harness.record(problematic(10)[-1])
    assert await harness.standing() == [5, 10]


async def test_r10_thirty_half_days_are_problematically_absent_in_statistics(harness: Harness) -> None:
    await harness.enrol(enrolment())
    await harness.record(*problematic(29))
    assert await harness.standing() == [5, 10, 15]
    await harness.record(problematic(30)[-1])
    assert await harness.standing() == [5, 10, 15, 30]


async def test_r12_counting_begins_anew_on_1_september(harness: Harness) -> None:
    await harness.enrol(enrolment(date(2025, 9, 1)))
    june = [date(2026, 6, day) for day in (22, 23, 25, 26)]
    await harness.record(*(mark(day) for day in june), mark(FULL_DAYS[0]))
    counts = [(await harness.attendance(year=year)).person_count for year in (YEAR.previous, YEAR)]
    assert (counts, await harness.standing()) == ([4, 1], [])


async def test_only_problematic_half_days_are_read_again_when_no_other_rule_is_live(harness: Harness) -> None:
    await harness.enrol(enrolment())
    justified = [mark(day, status=Status.JUSTIFIED) for day in FULL_DAYS[:3]]
    async with harness.units() as uow:
        written = await uow.marks.write(justified, [2026] * 3, NOW)
    assert written == {}
    assert (await harness.attendance(pupil=PUPIL)).counts[Status.JUSTIFIED] == 3
