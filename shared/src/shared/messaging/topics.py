"""Topics are created, not assumed: a service creates what is missing of those it reads and writes.

A topic that is there stays as it is, but for one setting: schools' topics have to keep the broker's time. With the
sender's, a record that is dated back further than the topic keeps anything is deleted before anybody has read it.
"""

import asyncio
import contextlib
from collections.abc import Collection

from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import for_code

from shared.contracts.catalogue import Topic
from shared.messaging.connecting import saying_why
from shared.messaging.security import client_options
from shared.messaging.topic_time import OWN_TIME, keep_own_time
from shared.runtime.logging import get_logger
from shared.runtime.settings import KafkaSettings

_ALREADY_EXISTS = 36
_KNOWN_LIMIT_S = 10.0
_DAY_MS = 24 * 60 * 60 * 1000


async def create_missing(settings: KafkaSettings, topics: Collection[Topic]) -> None:
    """Create the topics that are not there yet, and have those of schools that are there keep the broker's time.

    Raises KafkaError when the broker is away or refuses to create a topic.
    """
    admin = AIOKafkaAdminClient(**client_options(settings), request_timeout_ms=10_000)
    async with saying_why(settings):
        await admin.start()
    try:
        existing = set(await admin.list_topics())
        missing = [topic for topic in topics if settings.kafka_topic_prefix + topic.name not in existing]
        for topic in topics:
            if topic.dated_by_broker and topic not in missing:
                await keep_own_time(admin, settings.kafka_topic_prefix + topic.name)
        if not missing:
            return
        answer = await admin.create_topics([_new_topic(settings, topic) for topic in missing])
        for name, code, *_ in answer.topic_errors:
            if code not in (0, _ALREADY_EXISTS):
                raise for_code(code)(name)
            if code == 0:
                get_logger().info("topic.created", topic=name)
        await _until_known(admin, {settings.kafka_topic_prefix + topic.name for topic in missing})
    finally:
        await admin.close()


async def _until_known(admin: AIOKafkaAdminClient, names: set[str]) -> None:
    """Brokers tell of a new topic a moment after they made it; consumers complain of one they don't know."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_KNOWN_LIMIT_S):
            while not names <= set(await admin.list_topics()):
                await asyncio.sleep(0.05)


def _new_topic(settings: KafkaSettings, topic: Topic) -> NewTopic:
    if topic.retention_days is None:
        config = {"cleanup.policy": "compact"}
    else:
        config = {"cleanup.policy": "delete", "retention.ms": str(topic.retention_days * _DAY_MS)}
    if topic.dated_by_broker:
        config |= OWN_TIME
    return NewTopic(
        settings.kafka_topic_prefix + topic.name, topic.partitions, settings.kafka_replication_factor, None, config
    )
