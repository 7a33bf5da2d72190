"""State and outgoing events commit together, in order per aggregate."""

import asyncio

import pytest
import sqlalchemy as sa

from shared.messaging.envelope import Envelope
from shared.messaging.tables import outbox
from shared.runtime import context
from shared.runtime.context import MessageContext

from .tally import Added


async def test_an_event_is_kept_with_the_change_it_tells_of(harness):
    async with harness.units() as uow:
        await uow.tally.add("a", 1)
        uow.add(Added(key="a"))

    assert await harness.total("a") == 1
    assert [row.key for row in await harness.rows(sa.select(outbox))] == ["a"]


async def test_a_change_that_fails_sends_nothing(harness):
    with pytest.raises(RuntimeError):
        async with harness.units() as uow:
            await uow.tally.add("a", 1)
            uow.add(Added(key="a"))
            raise RuntimeError

    assert await harness.total("a") == 0
    assert await harness.rows(sa.select(outbox)) == []


async def test_after_one_that_only_reads_a_change_that_fails_is_taken_back_too(harness):
    for _ in range(harness.units.engine.pool.size() + 1):  # each connection has read by then
        async with harness.units.reading() as uow:
            await uow.connection.execute(sa.text("SELECT 1"))
        with pytest.raises(RuntimeError):
            async with harness.units() as uow:
                await uow.tally.add("a", 1)
                raise RuntimeError

    assert await harness.total("a") == 0


async def test_an_event_that_cannot_be_kept_takes_its_change_back(harness):
    with pytest.raises(sa.exc.ProgrammingError):
        async with harness.units() as uow:
            await uow.tally.add("a", 1)
            uow.add(Added(key="a"))
            await uow.connection.execute(sa.text("ALTER TABLE outbox RENAME TO elsewhere"))

    assert await harness.total("a") == 0


async def test_versions_of_an_aggregate_rise_by_one_also_within_a_transaction(harness):
    await harness.add("a", "a", "b")
    await harness.add("b", "a")

    versions = await harness.rows(sa.select(outbox.c.key, outbox.c.sequence).order_by(outbox.c.position))
    assert [tuple(row) for row in versions] == [("a", 1), ("a", 2), ("b", 1), ("b", 2), ("a", 3)]


async def test_transactions_that_meet_keep_an_aggregates_order(harness):
    async def add(number: int) -> None:
        async with harness.units() as uow:
            uow.add(*(Added(key=key, amount=number) for key in ("a", "b")[:: 1 if number % 2 else -1]))

    await asyncio.gather(*(add(number) for number in range(20)))

    for key in ("a", "b"):
        rows = await harness.rows(sa.select(outbox.c.sequence).where(outbox.c.key == key).order_by(outbox.c.position))
        assert [row.sequence for row in rows] == list(range(1, 21))


async def test_an_event_belongs_to_the_story_it_came_about_in(harness):
    with context.bound(MessageContext(correlation_id="story", causation_id="cause").child_of(None)):
        await harness.add("a")
    async with harness.units() as uow:
        uow.add(Added(key="b"), caused_by=Envelope(id="mark", source="/school", type="t"))
    await harness.add("c")

    rows = {row.key: row for row in await harness.rows(sa.select(outbox))}
    assert (rows["a"].correlation_id, rows["a"].causation_id) == ("story", "cause")
    assert rows["a"].traceparent.startswith("00-")
    assert (rows["b"].correlation_id, rows["b"].causation_id) == ("mark", "mark")
    assert rows["c"].correlation_id == str(rows["c"].event_id)
