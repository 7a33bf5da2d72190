"""The relay sends what waits, once for the receivers, whatever is away or killed in between."""

import asyncio
from datetime import timedelta

import sqlalchemy as sa

from shared.messaging.relay import Relay, backlog
from shared.messaging.tables import outbox
from shared.runtime.database import create_engine

from .tally import TOPIC, Added, row


class KilledBeforeMarking(BaseException):
    """Stands for the process ending between send and mark."""


class MortalRelay(Relay):
    async def _mark(self, connection, outcome):
        raise KilledBeforeMarking


async def test_events_are_sent_in_order_with_their_attributes(harness, read_all):
    await harness.add("a", "a", "b")
    await harness.relay().run_once()

    records = await read_all(TOPIC, 3)
    assert next(r.headers for r in records if r.key == b"a")[0] == ("ce_specversion", b"1.0")
    headers = [dict(record.headers) for record in records if record.key == b"a"]
    assert [h["ce_sequence"] for h in headers] == [b"1", b"2"]
    assert headers[0]["ce_type"] == Added.event_type.encode()
    assert headers[0]["ce_source"] == b"/tally"
    assert headers[0]["ce_correlationid"]
    assert headers[0]["content-type"] == b"application/json"


async def test_what_was_sent_is_not_sent_again(harness, read_all):
    await harness.add("a")
    relay = harness.relay()
    await relay.run_once()
    await relay.run_once()

    assert len(await read_all(TOPIC, 2, timeout_ms=1000)) == 1


async def test_a_relay_killed_between_send_and_mark_sends_again_and_the_effect_comes_once(harness, read_all):
    await harness.add("a")
    mortal = MortalRelay(harness.engine, harness.settings)
    try:
        await mortal.run_once()
    except KilledBeforeMarking:
        await mortal.stop()
    await harness.relay().run_once()

    records = await read_all(TOPIC, 2)
    assert len({dict(record.headers)["ce_id"] for record in records}) == 1
    assert len(records) == 2
    await harness.consumers()
    await harness.send_event("last")
    await harness.counted("last", 1)
    await harness.counted("a", 1)


async def test_of_two_relays_started_at_once_one_sends(harness, read_all):
    await harness.add(*(f"k{number}" for number in range(50)))
    other = create_engine(harness.database_url)
    try:
        first, second = harness.relay(), harness.relay(other)
        await asyncio.gather(first.run_once(), second.run_once())
        assert len(await read_all(TOPIC, 51, timeout_ms=1000)) == 50

        await first.stop()  # the other one takes over
        await harness.add("next")
        await second.run_once()
        assert len(await read_all(TOPIC, 52, timeout_ms=1000)) == 51
        await second.stop()
    finally:
        await other.dispose()


async def test_a_relay_that_stands_by_has_the_active_one_send_what_its_process_wrote(harness, read_all):
    other = create_engine(harness.database_url)
    try:
        active, standing_by = harness.relay(), harness.relay(other)
        woken = asyncio.Event()
        active.wake = woken.set
        await active.run_once()
        await standing_by.run_once()  # nothing waits: there is nothing to tell
        await harness.add("a")
        await standing_by.run_once()
        async with asyncio.timeout(10):
            await woken.wait()
        await active.run_once()
        assert len(await read_all(TOPIC, 1)) == 1
        await standing_by.stop()
    finally:
        await other.dispose()


async def test_a_full_outbox_is_sent_in_order_and_each_event_once(harness, read_all):
    await harness.add(*(f"k{number % 7}" for number in range(1_200)))
    await harness.relay().run_once()

    records = await read_all(TOPIC, 1_201, timeout_ms=1000)
    assert len(records) == 1_200
    for number in range(7):
        versions = [int(dict(r.headers)["ce_sequence"]) for r in records if r.key == b"k%d" % number]
        assert versions == list(range(1, len(versions) + 1))
    assert not await harness.rows(sa.select(outbox.c.key).where(outbox.c.sent_at.is_(None)))


async def test_a_transaction_that_commits_late_with_a_lower_position_is_sent_too(harness, read_all):
    relay = harness.relay()
    async with harness.engine.connect() as late:
        await late.execute(row("late"))
        await harness.add("early")
        await relay.run_once()
        await late.commit()
    await relay.run_once()

    assert [record.key for record in await read_all(TOPIC, 2)] in ([b"early", b"late"], [b"late", b"early"])
    positions = await harness.rows(sa.select(outbox.c.key).order_by(outbox.c.position))
    assert [kept.key for kept in positions] == ["late", "early"]


async def test_an_event_that_can_never_be_sent_is_parked_and_the_rest_go_on(harness, read_all):
    async with harness.units() as uow:
        uow.add(Added(key="a"), Added(key="huge", padding="x" * 2_000_000), Added(key="b"))
    await harness.relay().run_once()

    assert sorted(record.key for record in await read_all(TOPIC, 2)) == [b"a", b"b"]
    parked = await harness.rows(sa.select(outbox.c.key).where(outbox.c.parked_error.is_not(None)))
    assert [kept.key for kept in parked] == ["huge"]


async def test_where_nothing_else_waits_an_event_that_can_never_be_sent_is_parked_all_the_same(harness):
    async with harness.units() as uow:
        uow.add(Added(key="huge", padding="x" * 2_000_000))
    relay = harness.relay()
    await relay.run_once()
    await relay.run_once()

    (kept,) = await harness.rows(sa.select(outbox.c.sent_at, outbox.c.parked_error))
    assert tuple(kept) == (None, "MessageSizeTooLargeError")


async def test_sent_events_are_removed_after_the_days_they_are_kept(harness):
    await harness.add("old", "young", "waiting")
    days = {"old": 7.1, "young": 6.9, "waiting": None}
    async with harness.engine.begin() as connection:
        for key, ago in days.items():
            sent = None if ago is None else sa.func.now() - timedelta(days=ago)
            await connection.execute(sa.update(outbox).where(outbox.c.key == key).values(sent_at=sent))

    await harness.relay().run_once()
    assert await _keys(harness) == ["old", "young", "waiting"]
    await harness.running.pop().stop()

    await harness.relay(purge_every_s=0).run_once()
    assert await _keys(harness) == ["young", "waiting"]


async def test_the_backlog_tells_number_and_age(harness):
    async with harness.engine.connect() as connection:
        assert await backlog(connection) == (0, 0.0)
    await harness.add("a", "b")
    await asyncio.sleep(0.2)

    async with harness.engine.connect() as connection:
        number, oldest_s = await backlog(connection)
    assert number == 2
    assert 0.2 <= oldest_s < 5


async def _keys(harness) -> list[str]:
    return [kept.key for kept in await harness.rows(sa.select(outbox.c.key).order_by(outbox.c.position))]
