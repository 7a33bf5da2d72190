"""What lies on the topics: how far everybody is with it, and all of it once the load has been worked through."""

import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import GroupCoordinatorNotAvailableError

from .load import Sent

SIGNALS, CASES = "attendance.signals.v1", "casework.cases.v1"
MEETINGS, DELIVERIES = "consultation.meetings.v1", "notifications.deliveries.v1"
OF_THE_CHAIN = (SIGNALS, CASES, MEETINGS, DELIVERIES)


@dataclass(frozen=True)
class Told:
    """An event: when it was put on its topic (seconds since 1970), and what it says."""

    topic: str
    at: float
    kind: str
    source: str
    event_id: str
    data: dict[str, Any]


@dataclass(frozen=True)
class Progress:
    """How many records there are on all topics, and how many of them their readers are not done with."""

    records: int
    waiting: int


class Topics:
    """The topics of a running system."""

    def __init__(self, admin: AIOKafkaAdminClient, consumer: AIOKafkaConsumer, producer: AIOKafkaProducer) -> None:
        self._admin, self._consumer, self.producer = admin, consumer, producer

    async def progress(self) -> Progress:
        """Of every consumer group there is."""
        committed: dict[TopicPartition, list[int]] = {}
        for group in await self._groups():
            for partition, offset in (await self._admin.list_consumer_group_offsets(group)).items():
                committed.setdefault(partition, []).append(offset.offset)
        ends = await self._ends()
        waiting = sum(end - min([*committed.get(partition, [end])]) for partition, end in ends.items())
        return Progress(sum(ends.values()), waiting)

    async def count(self, *topics: str) -> int:
        """How many records lie on these topics."""
        ends = await self._ends()
        return sum(end for partition, end in ends.items() if partition.topic in topics)

    async def send(self, records: Sequence[Sent]) -> None:
        """Hand records over, in order, without waiting for the broker's answers."""
        for record in records:
            await self.producer.send(record.topic, record.value, key=record.key, headers=record.headers)

    async def fetch(self, topics: Sequence[str] = OF_THE_CHAIN) -> list[Any]:
        """All records of these topics, through a bare consumer."""
        ends = {partition: end for partition, end in (await self._ends()).items() if partition.topic in topics and end}
        self._consumer.assign(list(ends))
        await self._consumer.seek_to_beginning()
        records: list[Any] = []
        while len(records) < sum(ends.values()):
            for some in (await self._consumer.getmany(timeout_ms=500, max_records=5000)).values():
                records += some
        return records

    async def _groups(self) -> list[str]:
        try:
            return [name for name, _ in await self._admin.list_consumer_groups()]
        except GroupCoordinatorNotAvailableError:  # the first group is still to come
            return []

    async def _ends(self) -> dict[TopicPartition, int]:
        names = [name for name in await self._admin.list_topics() if not name.startswith("__")]
        described = await self._admin.describe_topics(names)
        partitions = [
            TopicPartition(topic["topic"], partition["partition"])
            for topic in described
            for partition in topic["partitions"]
        ]
        return dict(await self._consumer.end_offsets(partitions))


@asynccontextmanager
async def opened(kafka: str) -> AsyncIterator[Topics]:
    """The topics of a broker."""
    admin = AIOKafkaAdminClient(bootstrap_servers=kafka)
    consumer = AIOKafkaConsumer(bootstrap_servers=kafka, auto_offset_reset="earliest", enable_auto_commit=False)
    producer = AIOKafkaProducer(bootstrap_servers=kafka, linger_ms=5, max_batch_size=256 * 1024, acks="all")
    await admin.start()
    try:
        async with consumer, producer:
            yield Topics(admin, consumer, producer)
    finally:
        await admin.close()


def told(record: Any) -> Told:
    """What a record says."""
    headers = {name: value.decode() for name, value in record.headers if value}
    kind = headers.get("ce_type", "").removeprefix("be.flankerend.").partition(".")[2].removesuffix(".v1")
    data = json.loads(record.value) if record.value else {}
    source, event_id = headers.get("ce_source", ""), headers.get("ce_id", "")
    return Told(record.topic, record.timestamp / 1000, kind, source, event_id, data)
