"""Two transactions at once: neither concludes from a count the other is about to change."""

import asyncio
from datetime import timedelta

from attendance.register.application.record_marks import record_marks
from attendance.register.domain.status import Status

from .register import FULL_DAYS, MORNING, OTHER_SCHOOL, Register, enrolment, mark, problematic, with_insz


async def test_two_schools_that_complete_a_level_together_reach_it(register: Register) -> None:
    who = with_insz("noor")
    await register.enrol(enrolment(person=who), enrolment(school=OTHER_SCHOOL, pupil="77", person=who))
    here = problematic(3)
    there = [mark(day, school=OTHER_SCHOOL, pupil="77") for day in FULL_DAYS[3:5]]
    async with register.units() as first:
        await record_marks(first, here, register.circumstances)
        second = asyncio.create_task(register.record(*there))
        await asyncio.sleep(0.3)
        assert not second.done(), "the second waits for the person that the first has counted"
    await second
    assert await register.standing() == [5]


async def test_an_enrolment_waits_for_marks_that_are_being_judged_by_it(register: Register) -> None:
    async with register.units() as marks:
        await record_marks(marks, problematic(5), register.circumstances)
        enrolling = asyncio.create_task(register.enrol(enrolment()))
        await asyncio.sleep(0.3)
        assert not enrolling.done()
    await enrolling
    assert await register.standing() == [5]


async def test_two_batches_that_make_a_class_wholly_absent_together_hold_it(register: Register) -> None:
    register.hold_groups(2)
    await register.enrol(enrolment(pupil="1"), enrolment(pupil="2"))
    async with register.units() as first:
        await record_marks(first, [mark(FULL_DAYS[0], pupil="1")], register.circumstances)
        second = asyncio.create_task(register.record(mark(FULL_DAYS[0], pupil="2")))
        await asyncio.sleep(0.3)
        assert not second.done(), "the second waits, to see what the first has written"
    await second
    assert [question.absent for question in await register.questions()] == [2]


async def test_batches_over_the_same_pupils_never_deadlock(register: Register) -> None:
    pupils = [str(number) for number in range(20)]
    await register.enrol(*(enrolment(pupil=pupil) for pupil in pupils))
    marks = [one for pupil in pupils for one in problematic(5, pupil=pupil)]
    corrections = [
        one._replace(status=Status.JUSTIFIED, recorded_at=MORNING + timedelta(days=1)) for one in reversed(marks)
    ]
    async with asyncio.timeout(20):
        await asyncio.gather(
            *(register.record(*batch) for batch in (marks, corrections, marks[::-1], corrections[::-1]))
        )
    assert await register.standing() == []
    reached, withdrawn = await register.told("level-reached"), await register.told("level-withdrawn")
    assert len(reached) == len(withdrawn)
