"""What nothing can be faster than: the same mails and events of the same run, with nothing around them."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Any

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from tests.bench import parts

from .system import start_catcher

_CONNECTIONS = 3
_TOPIC = "bench.floor"
_WARM_UP = 1000


@dataclass(frozen=True, kw_only=True)
class Floors:
    """A second: mails over kept-open connections, events out of Kafka, and into it with all its promises."""

    mails: float
    consumed: float
    produced: float


async def floors(mails: Sequence[tuple[str, bytes]], records: Sequence[Any]) -> Floors:
    """Hand the same mails over to the same catcher, put the same events on a topic and take them off."""
    async with parts.running() as below:
        produced = await produce(below.kafka, records)
        consumed = await _consume(below.kafka, len(records))
        return Floors(mails=await _hand_over(mails), consumed=consumed, produced=produced)


async def produce(kafka: str, records: Sequence[Any]) -> float:
    """Events a second that a bare idempotent producer gets acknowledged, once the broker has warmed up."""
    admin = AIOKafkaAdminClient(bootstrap_servers=kafka)
    await admin.start()
    await admin.create_topics([NewTopic(_TOPIC, 3, 1)])
    await admin.close()
    producer = AIOKafkaProducer(bootstrap_servers=kafka, acks="all", enable_idempotence=True, linger_ms=5)
    async with producer:
        await _send(producer, records[:_WARM_UP])
        began = monotonic()
        await _send(producer, records)
        return len(records) / (monotonic() - began)


async def _send(producer: AIOKafkaProducer, records: Sequence[Any]) -> None:
    for record in records:
        await producer.send(_TOPIC, record.value, key=record.key, headers=list(record.headers))
    await producer.flush()


async def _consume(kafka: str, count: int) -> float:
    consumer = AIOKafkaConsumer(_TOPIC, bootstrap_servers=kafka, auto_offset_reset="earliest")
    async with consumer:
        fetched, began = 0, monotonic()
        while fetched < count:
            fetched += sum(len(records) for records in (await consumer.getmany(timeout_ms=1000)).values())
        return count / (monotonic() - began)


async def _hand_over(mails: Sequence[tuple[str, bytes]]) -> float:
    with TemporaryDirectory(prefix="flankerend-bench-") as folder:
        async with start_catcher(Path(folder)) as port:
            began = monotonic()
            lanes = (mails[number::_CONNECTIONS] for number in range(_CONNECTIONS))
            await asyncio.gather(*(_lane(port, lane) for lane in lanes))
            return len(mails) / (monotonic() - began)


async def _lane(port: int, mails: Sequence[tuple[str, bytes]]) -> None:
    """One connection, which waits for each answer as any client without pipelining does."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    await reader.readline()
    for receiver, content in mails:
        for line in (b"MAIL FROM:<bench@localhost>", f"RCPT TO:<{receiver}>".encode(), b"DATA", content + b"."):
            writer.write(line + b"\r\n")
            await reader.readline()
    writer.close()
