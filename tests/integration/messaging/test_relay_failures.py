"""What fails waits in its order; what does not goes on."""

import asyncio
from urllib.parse import urlsplit

import pytest
import sqlalchemy as sa
from aiokafka.errors import KafkaConnectionError, KafkaTimeoutError, UnknownTopicOrPartitionError
from sqlalchemy.util import await_only

from shared.messaging import topics
from shared.messaging.relay import Relay
from shared.messaging.tables import outbox
from shared.runtime.database import create_engine
from shared.testing.proxy import Proxy

from .tally import TOPIC, kafka_settings, row, topic


class MissingAnAnswer(Relay):
    """The broker keeps the first event, and its answer gets lost."""

    missed = False

    async def _hand_over_one(self, producer, row):
        answer = await super()._hand_over_one(producer, row)
        if self.missed:
            return answer
        self.missed = True
        await answer
        lost = asyncio.get_running_loop().create_future()
        lost.set_exception(KafkaTimeoutError())
        return lost


async def test_after_a_failure_the_later_events_of_that_aggregate_wait_and_are_sent_in_order(harness, read_all):
    await harness.add("a", "a", "b", "a")
    relay = MissingAnAnswer(harness.engine, harness.settings)
    harness.running.append(relay)
    with pytest.raises(KafkaTimeoutError):
        await relay.run_once()
    assert await _unsent(harness) == [("a", 1), ("a", 2), ("a", 3)]

    await relay.run_once()

    assert await _unsent(harness) == []
    records = await read_all(TOPIC, 7)
    versions = [dict(record.headers)["ce_sequence"] for record in records if record.key == b"a"]
    assert versions == [b"1", b"2", b"3"] * 2
    assert len({dict(record.headers)["ce_id"] for record in records}) == 4


async def test_after_a_failure_the_events_of_that_aggregate_in_the_batch_under_way_wait_too(harness, read_all):
    await harness.add("a", *(f"k{number}" for number in range(499)), "a", "b")
    relay = MissingAnAnswer(harness.engine, harness.settings)
    harness.running.append(relay)
    with pytest.raises(KafkaTimeoutError):
        await relay.run_once()
    assert await _unsent(harness) == [("a", 1), ("a", 2)]

    await relay.run_once()

    assert await _unsent(harness) == []
    records = await read_all(TOPIC, 504)
    assert [dict(record.headers)["ce_sequence"] for record in records if record.key == b"a"] == [b"1", b"2"] * 2


async def test_after_a_failure_no_further_batch_is_sent_before_it(harness, read_all):
    await harness.add("a", *(f"k{number}" for number in range(499)), "a", *(f"l{number}" for number in range(999)))
    relay = MissingAnAnswer(harness.engine, harness.settings)
    harness.running.append(relay)
    with pytest.raises(KafkaTimeoutError):
        await relay.run_once()
    await relay.run_once()

    assert await _unsent(harness) == []
    records = await read_all(TOPIC, 1502)
    assert [dict(record.headers)["ce_sequence"] for record in records if record.key == b"a"] == [b"1", b"2"] * 2


async def test_events_wait_in_order_for_a_topic_that_is_not_there_yet(harness, read_all):
    late = "test.late.v1"
    async with harness.engine.begin() as connection:
        for key, name, sequence in (("a", TOPIC, 1), ("b", late, 1), ("b", late, 2)):
            await connection.execute(row(key).values(topic=name, sequence=sequence))
    relay = harness.relay(request_timeout_s=0.5)
    with pytest.raises(UnknownTopicOrPartitionError):
        await relay.run_once()
    assert await _unsent(harness) == [("b", 1), ("b", 2)]

    await topics.create_missing(harness.settings, [topic(late)])
    await relay.run_once()

    assert await _unsent(harness) == []
    assert [dict(record.headers)["ce_sequence"] for record in await read_all(late, 2)] == [b"1", b"2"]


async def test_while_the_broker_cannot_be_reached_events_wait_and_are_sent_later(harness, read_all):
    host, _, port = harness.settings.kafka_bootstrap_servers.rpartition(":")
    async with Proxy(host, int(port)) as proxy:
        relay = harness.relay(settings=kafka_settings(f"127.0.0.1:{proxy.port}", harness.settings.kafka_topic_prefix))
        await proxy.cut()
        await harness.add("a", "a")
        for _ in range(2):
            with pytest.raises(KafkaConnectionError):
                await relay.run_once()
        assert await _unsent(harness) == [("a", 1), ("a", 2)]

        await proxy.restore()
        await relay.run_once()

    assert await _unsent(harness) == []
    assert [dict(record.headers)["ce_sequence"] for record in await read_all(TOPIC, 2)] == [b"1", b"2"]


async def test_a_database_lost_while_a_relay_asks_for_its_turn_leaves_the_turn_to_be_had(harness, read_all):
    address = urlsplit(harness.database_url)
    async with Proxy(address.hostname, address.port) as proxy:
        netloc = f"{address.username}:{address.password}@127.0.0.1:{proxy.port}"
        engine = create_engine(address._replace(netloc=netloc).geturl())

        @sa.event.listens_for(engine.sync_engine, "before_cursor_execute")
        def lose(_connection, _cursor, statement, *_):
            if "advisory_lock" in statement:
                await_only(proxy.cut())

        await harness.add("a")
        relay = harness.relay(engine)
        with pytest.raises(sa.exc.DBAPIError):
            await relay.run_once()
        sa.event.remove(engine.sync_engine, "before_cursor_execute", lose)
        await proxy.restore()
        await relay.run_once()
        await relay.stop()
        await engine.dispose()

    assert [record.key for record in await read_all(TOPIC, 1)] == [b"a"]


async def test_a_relay_whose_connection_is_lost_gets_a_new_one(harness, read_all):
    relay = harness.relay()
    await harness.add("a")
    await relay.run_once()
    async with harness.engine.begin() as connection:
        others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
        await connection.execute(sa.text(f"{others} AND pid <> pg_backend_pid()"))
    await harness.add("b")

    for _ in range(3):
        try:
            await relay.run_once()
        except sa.exc.DBAPIError:
            continue
    assert len(await read_all(TOPIC, 2)) == 2


async def _unsent(harness) -> list[tuple[str, int]]:
    """Key and version of what waits."""
    waits = sa.select(outbox.c.key, outbox.c.sequence).where(outbox.c.sent_at.is_(None))
    return [tuple(found) for found in await harness.rows(waits.order_by(outbox.c.position))]
