"""Who is looked at for early signals, and when: again after a failure, by two at once, and only with news."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import event

from attendance.register.domain.status import Status
from attendance.testing.factories import NOW, enrolment, mark
from shared.testing.logs import captured_logs

from .counsellor import DROP, LAST, LATENESS, Counsellor, away, days_before
from .harness import Harness


@pytest.fixture
def counsellor(harness: Harness) -> Counsellor:
    return Counsellor(harness)


async def test_only_pupils_with_news_are_looked_at_again_on_a_day(harness: Harness, counsellor: Counsellor) -> None:
    await counsellor.agree("repeated-lateness", LATENESS)
    await harness.enrol(*(enrolment(pupil=str(number)) for number in range(10)))
    await harness.record(*(mark(LAST, status=Status.LATE, pupil=str(number)) for number in range(10)))
    await counsellor.look()
    harness.clock.advance(timedelta(minutes=10))
    await counsellor.look()
    await harness.record(mark(days_before(LAST, 2)[1], status=Status.LATE, pupil="3"))
    with captured_logs("attendance") as logs:
        await counsellor.look()
        [line] = logs.lines("attendance.pupils_watched")
        assert (line["pupils"], line["raised"], line["ended"]) == (1, 0, 0)
        for _ in range(3):  # once more, because marks take a moment to be committed, and then no more
            harness.clock.advance(timedelta(minutes=10))
            await counsellor.look()
        assert [line["pupils"] for line in logs.lines("attendance.pupils_watched")] == [1, 1]
        harness.clock.advance(timedelta(days=1))
        await counsellor.look()
        assert logs.lines("attendance.pupils_watched")[-1]["pupils"] == 10


async def test_a_clock_that_is_set_back_leaves_nobody_out(harness: Harness, counsellor: Counsellor) -> None:
    await counsellor.agree("repeated-lateness", LATENESS)
    await harness.enrol(enrolment(pupil="1"))
    await harness.record(mark(LAST, status=Status.LATE, pupil="1"))
    await counsellor.look()
    harness.clock.set(NOW - timedelta(hours=1))
    await harness.record(*away("1", days_before(LAST, 3)[1:], Status.LATE))
    assert await counsellor.standing() == [("1", "repeated-lateness")]


async def test_two_processes_that_look_at_once_raise_a_signal_once(harness: Harness, counsellor: Counsellor) -> None:
    await counsellor.agree("attendance-drop", DROP)
    pupils = [str(number) for number in range(8)]
    await harness.enrol(*(enrolment(pupil=pupil) for pupil in pupils))
    await harness.record(*(one for pupil in pupils for one in away(pupil, days_before(LAST, 2))))
    await asyncio.gather(*(Counsellor(harness).look() for _ in range(4)))
    assert await counsellor.standing() == [(pupil, "attendance-drop") for pupil in pupils]
    assert len(await harness.told("attendance-dropped")) == len(pupils)
    assert await counsellor.listed("ended") == []


async def test_looking_again_after_a_failure_finds_the_same(harness: Harness, counsellor: Counsellor) -> None:
    await counsellor.agree("repeated-lateness", LATENESS)
    await harness.enrol(enrolment(pupil="1"))
    await harness.record(*away("1", days_before(LAST, 2), Status.LATE))

    def fail(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("INSERT INTO early_signal ("):
            raise ConnectionError

    event.listen(harness.engine.sync_engine, "before_cursor_execute", fail)
    with pytest.raises(ConnectionError):
        await counsellor.look()
    event.remove(harness.engine.sync_engine, "before_cursor_execute", fail)
    assert await counsellor.listed() == []
    assert await counsellor.standing() == [("1", "repeated-lateness")]
