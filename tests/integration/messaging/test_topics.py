"""A service creates the topics that are missing, as the catalogue describes them, and touches no other."""

import asyncio
from dataclasses import replace

import pytest
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from aiokafka.errors import InvalidReplicationFactorError, KafkaConnectionError

from shared.contracts.catalogue import Topic
from shared.local.ports import free_port
from shared.messaging.topics import create_missing
from shared.runtime.settings import KafkaSettings

from . import tally as toy

DAY_MS = 24 * 60 * 60 * 1000


@pytest.fixture
def settings(kafka, topic_prefix):
    return toy.kafka_settings(kafka, topic_prefix)


@pytest.fixture
async def admin(kafka):
    admin = AIOKafkaAdminClient(bootstrap_servers=kafka)
    await admin.start()
    yield admin
    await admin.close()


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


async def _configuration(admin: AIOKafkaAdminClient, topic: str) -> dict[str, str]:
    (answer,) = await admin.describe_configs([ConfigResource(ConfigResourceType.TOPIC, topic)])
    ((code, _, _, _, entries),) = answer.resources
    assert code == 0
    return {name: value for name, value, *_ in entries}


async def _partitions(admin: AIOKafkaAdminClient, topic: str) -> int:
    (described,) = await admin.describe_topics([topic])
    return len(described["partitions"])
