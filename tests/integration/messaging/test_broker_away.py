"""A broker that is killed and comes back a while later: nothing is lost, effects come once, order holds."""

import asyncio
import contextlib
import os
import signal

import pytest
import sqlalchemy as sa

from shared.local.home import cache_folder
from shared.local.kafka import KafkaBroker
from shared.local.kafka_jars import kafka_jars
from shared.local.ports import free_port
from shared.messaging import topics
from shared.messaging.consumers import Consumers
from shared.messaging.progress import progress
from shared.messaging.relay import Relay
from shared.messaging.tables import outbox
from shared.runtime.database import create_engine
from shared.runtime.ticker import Ticker
from shared.testing.logs import captured_logs

from . import tally as toy


@pytest.fixture
async def own_broker(tmp_path):
    jars = await asyncio.to_thread(kafka_jars)
    broker = KafkaBroker(
        tmp_path / "kafka", port=free_port(), jars=jars, archives=cache_folder(), log=tmp_path / "kafka.log"
    )
    await broker.start()
    yield broker
    await broker.stop()


@pytest.fixture
async def engine(create_database):
    engine = create_engine(await create_database())
    await toy.create_tables(engine)
    yield engine
    await engine.dispose()


@pytest.mark.parametrize("away_s", [1.0, pytest.param(5.0, marks=pytest.mark.soak)])
async def test_a_broker_away_for_a_while_loses_nothing(own_broker, engine, away_s):
    """Away for so long and for as long as it takes to start."""
    with captured_logs(level="INFO") as logs:
        await _lose_and_find_again(own_broker, engine, away_s)
    # Nothing is wrong with the service, and what it waits for is said once.
    assert [line for line in logs.lines() if line["level"] == "error"] == []
    assert logs.lines("library.logged") == []
    waits = [line for line in logs.lines("broker.awaited") if line["level"] == "warning"]
    assert [line["waits_for"] for line in waits] == ["connection"]


async def _lose_and_find_again(own_broker, engine, away_s):
    settings = toy.kafka_settings(own_broker.bootstrap_servers, "")
    await topics.create_missing(settings, [toy.topic(toy.TOPIC, 2), toy.topic(toy.ANSWERS)])
    relay, units = Relay(engine, settings), toy.units_on(engine)
    ticker = Ticker("relay", 0.2, relay.run_once)
    consumers = Consumers("tally", settings, subscriptions=[toy.counting()], units=units)
    await consumers.start()
    relaying = asyncio.create_task(ticker.run())
    try:
        await _add(units, "k", 10)
        await _counted(engine, 10)

        os.kill(own_broker.child.pid, signal.SIGKILL)
        adding = asyncio.create_task(_add(units, "k", 40, pause_s=away_s / 40))
        await asyncio.sleep(away_s)
        await own_broker.start()
        await adding
        await _counted(engine, 50)

        async with engine.connect() as connection:
            sent = sa.select(sa.func.count()).where(outbox.c.topic == toy.TOPIC, outbox.c.sent_at.is_not(None))
            assert await connection.scalar(sent) == 50
            answers = sa.select(sa.func.count()).where(outbox.c.topic == toy.ANSWERS)
            assert await connection.scalar(answers) == 50
        assert [part.lag for part in await progress(consumers)] == [0]
    finally:
        relaying.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await relaying
        await consumers.stop()
        await relay.stop()


async def _add(units, key: str, number: int, pause_s: float = 0.0) -> None:
    for _ in range(number):
        async with units() as uow:
            uow.add(toy.Added(key=key))
        await asyncio.sleep(pause_s)


async def _counted(engine, total: int) -> None:
    async def reached() -> bool:
        async with engine.connect() as connection:
            return await connection.scalar(sa.select(toy.tally.c.total)) == total

    await toy.until(reached, 45)
