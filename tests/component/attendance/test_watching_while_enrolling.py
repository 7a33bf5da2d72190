"""Looking for early signals while enrolments come in: the two never wait for each other in a circle."""

import asyncio

import pytest

from attendance.early_signals.application.watch_early_signals import watch_early_signals
from attendance.early_signals.domain.rule import EarlySignalRule
from attendance.register.domain.status import Status
from attendance.testing.factories import FULL_DAYS, NOW, YEAR, enrolment, mark
from shared.runtime.ids import new_id

from .harness import Harness

NUMBERS = {"window_half_days": 200, "times": 1}
WAITING = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"


@pytest.fixture
async def late(harness: Harness) -> Harness:
    """Two pupils who were late, of whom nobody knows yet."""
    async with harness.units() as uow:
        rule = EarlySignalRule("repeated-lateness", 1, YEAR, NUMBERS, "lokale afspraak")
        await uow.early_signals.add_rule(rule, NOW)
    await harness.enrol(enrolment(pupil="1"), enrolment(pupil="2"))
    await harness.record(*(mark(FULL_DAYS[0], status=Status.LATE, pupil=pupil) for pupil in "12"))
    return harness


async def watch(harness: Harness) -> None:
    await watch_early_signals(harness.units, clock=harness.clock, new_id=new_id)


async def test_pupils_may_be_put_to_be_looked_at_in_any_order_meanwhile(late: Harness) -> None:
    first, second = sorted(row.pupil_id for row in await late.rows("SELECT pupil_id FROM pupil"))
    async with late.engine.begin() as connection:
        await connection.exec_driver_sql("DELETE FROM early_signal_due")
    async with late.units() as uow:
        await uow.early_signals.look_at([second])
        looking = asyncio.create_task(watch(late))
        while not (looking.done() or await late.rows(WAITING)):
            await asyncio.sleep(0.01)
        await uow.early_signals.look_at([first])
    await looking
    await watch(late)
    assert await late.rows("SELECT pupil_id FROM early_signal_due") == []
    [(raised,)] = await late.rows("SELECT count(*) FROM early_signal")
    assert raised == 2


async def test_who_is_being_changed_is_looked_at_afterwards(late: Harness) -> None:
    await watch(late)
    async with late.units() as uow:
        await uow.early_signals.look_at_school("123456")
    async with late.units() as changing, late.units() as looking:
        [one] = await late.rows("SELECT pupil_id FROM pupil WHERE pupil = '1'")
        await changing.early_signals.look_at([one.pupil_id])
        assert [due.pupil for due in await looking.early_signals.take_due(NOW.date(), 500)] == ["2"]
    async with late.units() as uow:
        assert [due.pupil for due in await uow.early_signals.take_due(NOW.date(), 500)] == ["1"]
