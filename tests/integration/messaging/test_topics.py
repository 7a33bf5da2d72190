"""A service creates missing topics as the catalogue has them; of others it changes schools' time alone."""

import asyncio
import time
from dataclasses import replace

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, ConsumerRecord
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from aiokafka.errors import (
    InvalidConfigurationError,
    InvalidReplicationFactorError,
    KafkaConnectionError,
    TopicAuthorizationFailedError,
)

from shared.contracts.catalogue import TOPICS, Topic
from shared.local.ports import free_port
from shared.messaging.topics import create_missing
from shared.runtime.settings import KafkaSettings
from shared.testing.logs import captured_logs

from . import tally as toy

DAY_MS = 24 * 60 * 60 * 1000
CREATE_TIME, LOG_APPEND_TIME = 0, 1


@pytest.fixture
def settings(kafka, topic_prefix):
    return toy.kafka_settings(kafka, topic_prefix)


@pytest.fixture
async def admin(kafka):
    admin = AIOKafkaAdminClient(bootstrap_servers=kafka)
    await admin.start()
    yield admin
    await admin.close()


def dated(name: str, partitions: int = 1) -> Topic:
    """A topic as schools send to: its records have the broker's time."""
    return replace(toy.topic(name, partitions), dated_by_broker=True)


def compacted(name: str) -> Topic:
    """A topic that keeps the last record of each key for ever."""
    return replace(toy.topic(name), retention_days=None)


async def test_topics_keep_their_records_as_long_as_the_catalogue_says(settings, admin, topic_prefix):
    await create_missing(settings, [toy.topic("days", 3), compacted("states")])

    days = await _configuration(admin, f"{topic_prefix}days")
    states = await _configuration(admin, f"{topic_prefix}states")
    assert (days["cleanup.policy"], days["retention.ms"]) == ("delete", str(DAY_MS))
    assert states["cleanup.policy"] == "compact"
    assert await _partitions(admin, f"{topic_prefix}days") == 3


async def test_a_record_that_its_sender_dated_back_is_kept_from_when_it_came_in(kafka, settings, admin, topic_prefix):
    name = f"{topic_prefix}dated"
    await create_missing(settings, [dated("dated")])
    began = time.time() * 1000

    assert (await _configuration(admin, name))["message.timestamp.type"] == "LogAppendTime"
    record = await _sent_40_days_late(kafka, name)
    assert (record.timestamp_type, record.timestamp >= began - 1000) == (LOG_APPEND_TIME, True)


async def test_a_school_s_topic_that_kept_the_senders_times_is_corrected_once(kafka, settings, admin, topic_prefix):
    name = f"{topic_prefix}old"
    await create_missing(settings, [toy.topic("old", 2)])
    await _set(admin, name, {"cleanup.policy": "delete", "retention.ms": "12345678", "max.message.bytes": "2000000"})
    assert (await _sent_40_days_late(kafka, name)).timestamp_type == CREATE_TIME
    before = await _configuration(admin, name)

    with captured_logs("tally") as logs:
        await create_missing(settings, [dated("old", 2)])
        await create_missing(settings, [dated("old", 2)])

    assert [line["topic"] for line in logs.lines("topic.corrected")] == [name]
    assert await _configuration(admin, name) == {**before, "message.timestamp.type": "LogAppendTime"}
    assert (await _sent_40_days_late(kafka, name, number=2)).timestamp_type == LOG_APPEND_TIME


async def test_a_topic_that_may_not_be_corrected_is_said_and_keeps_nobody_from_starting(
    settings, admin, topic_prefix, monkeypatch
):
    await create_missing(settings, [toy.topic("guarded")])

    async def refuse(_self, _resources):
        raise TopicAuthorizationFailedError("guarded")

    monkeypatch.setattr(AIOKafkaAdminClient, "alter_configs", refuse)
    with captured_logs("tally") as logs:
        await create_missing(settings, [dated("guarded"), toy.topic("new")])

    line = logs.line("topic.uncorrected")
    assert line["level"] == "warning"
    assert line["error.type"].endswith("TopicAuthorizationFailedError")
    assert await _partitions(admin, f"{topic_prefix}new") == 1


async def test_a_broker_that_does_not_tell_of_a_topic_s_time_keeps_nobody_from_starting(
    settings, admin, topic_prefix, monkeypatch
):
    await create_missing(settings, [toy.topic("untold")])
    describe = AIOKafkaAdminClient.describe_configs

    async def without_time(self, resources):
        answers = await describe(self, resources)
        for answer in answers:
            for *_, entries in answer.resources:
                entries[:] = [entry for entry in entries if entry[0] != "message.timestamp.type"]
        return answers

    async def refuse(_self, _resources):
        raise InvalidConfigurationError("message.timestamp.type")

    monkeypatch.setattr(AIOKafkaAdminClient, "describe_configs", without_time)
    monkeypatch.setattr(AIOKafkaAdminClient, "alter_configs", refuse)
    with captured_logs("tally") as logs:
        await create_missing(settings, [dated("untold")])

    assert logs.line("topic.uncorrected")["topic"] == f"{topic_prefix}untold"


def test_schools_topics_and_no_others_are_dated_by_the_broker():
    dated_by_broker = [topic.name for topic in TOPICS.values() if topic.dated_by_broker]
    assert dated_by_broker == [topic.name for topic in TOPICS.values() if topic.from_schools]


async def test_a_topic_that_is_there_is_left_as_it_is(settings, admin, topic_prefix):
    await create_missing(settings, [toy.topic("kept", 2)])
    changed = replace(compacted("kept"), partitions=5)
    await create_missing(settings, [changed])
    await create_missing(settings, [changed, toy.topic("new")])

    assert await _partitions(admin, f"{topic_prefix}kept") == 2
    assert (await _configuration(admin, f"{topic_prefix}kept"))["cleanup.policy"] == "delete"
    assert await _partitions(admin, f"{topic_prefix}new") == 1


async def test_services_that_start_at_once_may_create_the_same_topics(settings, admin, topic_prefix):
    wanted = [toy.topic("one"), toy.topic("two", 2)]
    await asyncio.gather(*(create_missing(settings, wanted) for _ in range(6)))

    assert await _partitions(admin, f"{topic_prefix}one") == 1
    assert await _partitions(admin, f"{topic_prefix}two") == 2


async def test_more_copies_than_there_are_brokers_are_refused_by_the_topics_name(settings, admin, topic_prefix):
    many = settings.model_copy(update={"kafka_replication_factor": 99})
    with pytest.raises(InvalidReplicationFactorError, match=f"{topic_prefix}copied"):
        await create_missing(many, [toy.topic("copied")])

    assert f"{topic_prefix}copied" not in await admin.list_topics()


async def test_a_broker_that_is_away_is_said_with_its_address():
    port = free_port()
    with pytest.raises(KafkaConnectionError, match=str(port)):
        await create_missing(KafkaSettings(kafka_bootstrap_servers=f"127.0.0.1:{port}"), [toy.topic("any")])


async def _sent_40_days_late(kafka: str, topic: str, number: int = 1) -> ConsumerRecord:
    """The record that is the topic's `number`-th, sent now and dated 40 days back."""
    producer = AIOKafkaProducer(bootstrap_servers=kafka)
    consumer = AIOKafkaConsumer(topic, bootstrap_servers=kafka, auto_offset_reset="earliest")
    await producer.start()
    await consumer.start()
    try:
        await producer.send_and_wait(topic, b"{}", partition=0, timestamp_ms=round(time.time() * 1000) - 40 * DAY_MS)
        for _ in range(number):
            record = await asyncio.wait_for(consumer.getone(), 20)
        return record
    finally:
        await consumer.stop()
        await producer.stop()


async def _set(admin: AIOKafkaAdminClient, topic: str, settings: dict[str, str]) -> None:
    (answer,) = await admin.alter_configs([ConfigResource(ConfigResourceType.TOPIC, topic, settings)])
    assert answer.resources[0][0] == 0


async def _configuration(admin: AIOKafkaAdminClient, topic: str) -> dict[str, str]:
    (answer,) = await admin.describe_configs([ConfigResource(ConfigResourceType.TOPIC, topic)])
    ((code, _, _, _, entries),) = answer.resources
    assert code == 0
    return {name: value for name, value, *_ in entries}


async def _partitions(admin: AIOKafkaAdminClient, topic: str) -> int:
    (described,) = await admin.describe_topics([topic])
    return len(described["partitions"])
