"""Two transactions at once: neither concludes from a count the other is about to change."""

import asyncio
from datetime import timedelta

from attendance.register.domain.status import Status
from attendance.testing.factories import FULL_DAYS, MORNING, OTHER_SCHOOL, enrolment, mark, problematic, with_insz

from .harness import Harness


async def test_two_schools_that_complete_a_level_together_reach_it(harness: Harness) -> None:
    who = with_insz("noor")
    await harness.enrol(enrolment(person=who), enrolment(school=OTHER_SCHOOL, pupil="77", person=who))
    here = problematic(3)
    there = [mark(day, school=OTHER_SCHOOL, pupil="77") for day in FULL_DAYS[3:5]]
    async with harness.units() as first:
        await harness.use_cases.record_marks(first, here)
        second = asyncio.create_task(harness.record(*there))
        await asyncio.sleep(0.3)
        assert not second.done(), "the second waits for the person that the first has counted"
    await second
    assert await harness.standing() == [5]


async def test_an_enrolment_waits_for_marks_that_are_being_judged_by_it(harness: Harness) -> None:
    async with harness.units() as marks:
        await harness.use_cases.record_marks(marks, problematic(5))
        enrolling = asyncio.create_task(harness.enrol(enrolment()))
        await asyncio.sleep(0.3)
        assert not enrolling.done()
    await enrolling
    assert await harness.standing() == [5]


async def test_two_batches_that_make_a_class_wholly_absent_together_hold_it(harness: Harness) -> None:
    harness.hold_groups(2)
    await harness.enrol(enrolment(pupil="1"), enrolment(pupil="2"))
    async with harness.units() as first:
        await harness.use_cases.record_marks(first, [mark(FULL_DAYS[0], pupil="1")])
        second = asyncio.create_task(harness.record(mark(FULL_DAYS[0], pupil="2")))
        await asyncio.sleep(0.3)
        assert not second.done(), "the second waits, to see what the first has written"
    await second
    assert [question.absent for question in await harness.questions()] == [2]


async def test_batches_over_the_same_pupils_never_deadlock(harness: Harness) -> None:
    pupils = [str(number) for number in range(20)]
    await harness.enrol(*(enrolment(pupil=pupil) for pupil in pupils))
    marks = [one for pupil in pupils for one in problematic(5, pupil=pupil)]
    corrections = [
        one._replace(status=Status.JUSTIFIED, recorded_at=MORNING + timedelta(days=1)) for one in reversed(marks)
    ]
    async with asyncio.timeout(20):
        await asyncio.gather(
            *(harness.record(*batch) for batch in (marks, corrections, marks[::-1], corrections[::-1]))
        )
    assert await harness.standing() == []
    reached, withdrawn = await harness.told("level-reached"), await harness.told("level-withdrawn")
    assert len(reached) == len(withdrawn)
