"""Databases and processes go away; nothing is lost and effects come once."""

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import sqlalchemy as sa

from shared.messaging.tables import outbox
from shared.runtime.database import create_engine
from shared.runtime.ticker import Ticker
from shared.testing.proxy import Proxy

from . import tally as toy
from .tally import counting

away = pytest.mark.parametrize("away_s", [1.5, pytest.param(5.0, marks=pytest.mark.soak)])


@pytest.fixture
async def fragile_database(harness):
    """The harness's database behind a connection that can be cut: the proxy and an engine on it."""
    address = urlsplit(harness.database_url)
    async with Proxy(address.hostname, address.port) as proxy:
        netloc = f"{address.username}:{address.password}@127.0.0.1:{proxy.port}"
        engine = create_engine(address._replace(netloc=netloc).geturl())
        yield proxy, engine
        await engine.dispose()


@away
async def test_a_database_away_for_a_while_loses_nothing_and_parks_nothing(harness, fragile_database, away_s):
    proxy, engine = fragile_database
    consumers = await harness.consumers(engine=engine)
    await harness.send_event("before")
    await harness.counted("before", 1)

    await proxy.cut()
    for _ in range(30):
        await harness.send_event("a")
    await asyncio.sleep(away_s)
    assert await harness.total("a") == 0
    await proxy.restore()

    await harness.counted("a", 30)
    assert await harness.dead_letters() == []
    await consumers.stop()


@away
async def test_a_relay_sends_on_after_its_database_was_away(harness, fragile_database, read_all, away_s):
    proxy, engine = fragile_database
    relay = harness.relay(engine)
    ticking = asyncio.create_task(Ticker("relay", 0.2, relay.run_once).run())
    await harness.add("before")
    assert len(await read_all(toy.TOPIC, 1)) == 1

    await proxy.cut()
    await harness.add("during")
    await asyncio.sleep(away_s)
    await proxy.restore()

    records = await read_all(toy.TOPIC, 2)
    assert {record.key for record in records} == {b"before", b"during"}
    ticking.cancel()
    await asyncio.wait({ticking})


@pytest.mark.soak
async def test_an_instance_killed_in_the_middle_of_a_batch_leaves_its_work_to_the_other(harness):
    for number in range(200):
        await harness.send_event(f"k{number % 10}")
    victim = _instance(harness)

    async def under_way() -> bool:
        return sum([await harness.total(f"k{number}") for number in range(10)]) >= 20

    await toy.until(under_way, 30)
    other = _instance(harness)
    await asyncio.sleep(1.0)
    os.kill(victim.pid, signal.SIGKILL)
    try:
        for number in range(10):
            await harness.counted(f"k{number}", 20)
        await asyncio.sleep(0.5)
        assert [await harness.total(f"k{number}") for number in range(10)] == [20] * 10
        answers = await harness.rows(sa.select(outbox.c.key, outbox.c.sequence).order_by(outbox.c.position))
        assert len(answers) == 200
        assert await harness.dead_letters() == []
    finally:
        other.terminate()
        other.wait(20)


async def test_two_instances_share_the_partitions_and_a_stopped_one_hands_over(harness):
    first = await harness.consumers(counting())
    second = await harness.consumers(counting())
    for number in range(40):
        await harness.send_event(f"k{number % 4}")
    await first.stop()
    for number in range(40):
        await harness.send_event(f"k{number % 4}")
    for number in range(4):
        await harness.counted(f"k{number}", 20)
    await second.stop()


def _instance(harness) -> subprocess.Popen[bytes]:
    """The tally service as a process of its own."""
    environment = {
        **os.environ,
        "DATABASE_URL": harness.database_url,
        "KAFKA_BOOTSTRAP_SERVERS": harness.settings.kafka_bootstrap_servers,
        "KAFKA_TOPIC_PREFIX": harness.settings.kafka_topic_prefix,
    }
    return subprocess.Popen([sys.executable, str(Path(__file__).with_name("instance.py"))], env=environment)
