"""A simulated autumn arrives in Kafka whole, in order, and no faster than asked."""

from datetime import date
from time import monotonic

from aiokafka import AIOKafkaConsumer, TopicPartition

from shared.contracts.catalogue import TOPICS
from shared.contracts.school_attendance import TOPIC as ATTENDANCE
from shared.contracts.school_enrolment import TOPIC as ENROLMENT
from shared.domain.school_year import SchoolYear
from shared.local.simulation.autumn import autumn
from shared.local.simulation.events import SimulatedEvent
from shared.local.simulation.player import Pace, play
from shared.messaging.topics import create_missing
from shared.runtime.settings import KafkaSettings

Sent = tuple[bytes, bytes, tuple[tuple[str, bytes], ...]]


def small_autumn() -> list[SimulatedEvent]:
    return list(autumn(3, schools=2, pupils_per_school=15, school_year=SchoolYear(2025), until=date(2025, 10, 10)))


async def settings_for(kafka: str, prefix: str) -> KafkaSettings:
    settings = KafkaSettings(kafka_bootstrap_servers=kafka, kafka_topic_prefix=prefix)
    await create_missing(settings, [TOPICS[ENROLMENT], TOPICS[ATTENDANCE]])
    return settings


async def arrived(kafka: str, topic: str, partitions: int) -> list[list[Sent]]:
    """The records of each partition, in their order."""
    places = [TopicPartition(topic, partition) for partition in range(partitions)]
    consumer = AIOKafkaConsumer(bootstrap_servers=kafka, auto_offset_reset="earliest")
    await consumer.start()
    try:
        consumer.assign(places)
        ends = await consumer.end_offsets(places)
        found: dict[TopicPartition, list[Sent]] = {place: [] for place in places}
        while sum(map(len, found.values())) < sum(ends.values()):
            for place, records in (await consumer.getmany(timeout_ms=500)).items():
                found[place].extend((record.key, record.value, tuple(record.headers)) for record in records)
        return list(found.values())
    finally:
        await consumer.stop()


async def test_every_event_arrives_once_in_the_order_of_its_key(kafka: str, topic_prefix: str) -> None:
    events, seen = small_autumn(), list[SimulatedEvent]()
    settings = await settings_for(kafka, topic_prefix)
    assert await play(events, settings, pace=Pace(), sent=seen.append) == len(events)
    assert seen == events
    for topic in (ENROLMENT, ATTENDANCE):
        expected = [(event.key, event.value, event.headers) for event in events if event.topic == topic]
        partitions = await arrived(kafka, topic_prefix + topic, TOPICS[topic].partitions)
        assert sum(map(len, partitions)) == len(expected)
        for records in partitions:
            keys = {key for key, _, _ in records}
            assert records == [sent for sent in expected if sent[0] in keys]


async def test_the_rate_is_not_exceeded(kafka: str, topic_prefix: str) -> None:
    settings = await settings_for(kafka, topic_prefix)
    began = monotonic()
    assert await play(small_autumn()[:40], settings, pace=Pace(rate=80)) == 40
    assert monotonic() - began >= 39 / 80
