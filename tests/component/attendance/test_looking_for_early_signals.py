"""Who is looked at for early signals, and when: again after a failure, by two at once, and only with news."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import event

from attendance.early_signals.domain.rule import EarlySignalKind
from attendance.register.domain.status import Status
from shared.testing.logs import captured_logs

from .counsellor import DROP, LAST, LATENESS, Counsellor, away, days_before
from .register import NOW, Register, enrolment, mark


@pytest.fixture
def counsellor(register: Register) -> Counsellor:
    return Counsellor(register)


async def test_only_pupils_with_news_are_looked_at_again_on_a_day(register: Register, counsellor: Counsellor) -> None:
    await counsellor.agree(EarlySignalKind.REPEATED_LATENESS, LATENESS)
    await register.enrol(*(enrolment(pupil=str(number)) for number in range(10)))
    await register.record(*(mark(LAST, status=Status.LATE, pupil=str(number)) for number in range(10)))
    await counsellor.look()
    register.clock.advance(timedelta(minutes=10))
    await counsellor.look()
    await register.record(mark(days_before(LAST, 2)[1], status=Status.LATE, pupil="3"))
    with captured_logs("attendance") as logs:
        await counsellor.look()
        [line] = logs.lines("attendance.pupils_watched")
        assert (line["pupils"], line["raised"], line["ended"]) == (1, 0, 0)
        for _ in range(3):  # once more, because marks take a moment to be committed, and then no more
            register.clock.advance(timedelta(minutes=10))
            await counsellor.look()
        assert [line["pupils"] for line in logs.lines("attendance.pupils_watched")] == [1, 1]
        register.clock.advance(timedelta(days=1))
        await counsellor.look()
        assert logs.lines("attendance.pupils_watched")[-1]["pupils"] == 10


async def test_a_clock_that_is_set_back_leaves_nobody_out(register: Register, counsellor: Counsellor) -> None:
    await counsellor.agree(EarlySignalKind.REPEATED_LATENESS, LATENESS)
    await register.enrol(enrolment(pupil="1"))
    await register.record(mark(LAST, status=Status.LATE, pupil="1"))
    await counsellor.look()
    register.clock.set(NOW - timedelta(hours=1))
    await register.record(*away("1", days_before(LAST, 3)[1:], Status.LATE))
    assert await counsellor.standing() == [("1", "repeated-lateness")]


async def test_two_processes_that_look_at_once_raise_a_signal_once(register: Register, counsellor: Counsellor) -> None:
    await counsellor.agree(EarlySignalKind.ATTENDANCE_DROP, DROP)
    pupils = [str(number) for number in range(8)]
    await register.enrol(*(enrolment(pupil=pupil) for pupil in pupils))
    await register.record(*(one for pupil in pupils for one in away(pupil, days_before(LAST, 2))))
    await asyncio.gather(*(Counsellor(register).look() for _ in range(4)))
    assert await counsellor.standing() == [(pupil, "attendance-drop") for pupil in pupils]
    assert len(await register.told("attendance-dropped")) == len(pupils)
    assert await counsellor.listed("ended") == []


async def test_looking_again_after_a_failure_finds_the_same(register: Register, counsellor: Counsellor) -> None:
    await counsellor.agree(EarlySignalKind.REPEATED_LATENESS, LATENESS)
    await register.enrol(enrolment(pupil="1"))
    await register.record(*away("1", days_before(LAST, 2), Status.LATE))

    def fail(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("INSERT INTO early_signal ("):
            raise ConnectionError

    event.listen(register.engine.sync_engine, "before_cursor_execute", fail)
    with pytest.raises(ConnectionError):
        await counsellor.look()
    event.remove(register.engine.sync_engine, "before_cursor_execute", fail)
    assert await counsellor.listed() == []
    assert await counsellor.standing() == [("1", "repeated-lateness")]
