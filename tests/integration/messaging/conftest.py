"""Real Kafka and PostgreSQL with the tally service's tables and topics."""

from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer

from shared.messaging import topics
from shared.runtime.database import create_engine

from . import tally as toy
from .harness import Harness


@pytest.fixture
async def harness(kafka: str, create_database: Any, topic_prefix: str) -> AsyncIterator[Harness]:
    settings = toy.kafka_settings(kafka, topic_prefix)
    url = await create_database()
    engine = create_engine(url)
    await toy.create_tables(engine)
    await topics.create_missing(settings, [toy.topic(toy.TOPIC, 2), toy.topic(toy.ANSWERS)])
    producer = AIOKafkaProducer(bootstrap_servers=kafka, max_request_size=4_000_000)
    await producer.start()
    harness = Harness(settings, engine, producer, url)
    yield harness
    for part in reversed(harness.running):
        await part.stop()
    await producer.stop()
    await engine.dispose()


@pytest.fixture
async def read_all(kafka: str, topic_prefix: str) -> AsyncIterator[Callable[..., Any]]:
    """``await read_all(topic, n)``: the first n records of a topic, in the order of each partition."""
    open_readers: list[AIOKafkaConsumer] = []

    async def read(topic: str, number: int, timeout_ms: int = 8000) -> list[Any]:
        reader = AIOKafkaConsumer(topic_prefix + topic, bootstrap_servers=kafka, auto_offset_reset="earliest")
        await reader.start()
        open_readers.append(reader)
        records: list[Any] = []
        while len(records) < number:
            batch = await reader.getmany(timeout_ms=timeout_ms)
            if not batch:
                break
            records += [record for part in batch.values() for record in part]
        return records

    yield read
    for reader in open_readers:
        await reader.stop()
