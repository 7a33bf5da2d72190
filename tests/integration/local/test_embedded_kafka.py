import os
import signal

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import KafkaError

from shared.local.home import cache_folder
from shared.local.kafka import KafkaBroker
from shared.local.kafka_jars import kafka_jars
from shared.local.ports import free_port

TOPIC = "kept"


@pytest.fixture
def broker(tmp_path):
    return KafkaBroker(
        tmp_path / "kafka", port=free_port(), jars=kafka_jars(), archives=cache_folder(), log=tmp_path / "kafka.log"
    )


async def _cluster(broker: KafkaBroker) -> tuple[str, list[str]]:
    admin = AIOKafkaAdminClient(bootstrap_servers=broker.bootstrap_servers)
    await admin.start()
    try:
        return (await admin.describe_cluster())["cluster_id"], await admin.list_topics()
    finally:
        await admin.close()


async def _keep(broker: KafkaBroker, value: bytes) -> None:
    admin = AIOKafkaAdminClient(bootstrap_servers=broker.bootstrap_servers)
    await admin.start()
    await admin.create_topics([NewTopic(TOPIC, 1, 1)])
    await admin.close()
    producer = AIOKafkaProducer(bootstrap_servers=broker.bootstrap_servers, acks="all")
    await producer.start()
    await producer.send_and_wait(TOPIC, value)
    await producer.stop()


async def _kept(broker: KafkaBroker) -> bytes | None:
    consumer = AIOKafkaConsumer(bootstrap_servers=broker.bootstrap_servers, auto_offset_reset="earliest")
    await consumer.start()
    consumer.assign([TopicPartition(TOPIC, 0)])
    try:
        return (await consumer.getone()).value
    finally:
        await consumer.stop()


async def _stopped(broker: KafkaBroker) -> None:
    await broker.stop()


async def _killed(broker: KafkaBroker) -> None:
    os.kill(broker.child.pid, signal.SIGKILL)
    await broker.child.wait()


@pytest.mark.soak
@pytest.mark.parametrize("ended", [_killed, _stopped])
async def test_it_continues_where_it_stopped_even_by_kill_9(broker, ended):
    """One test for what costs two starts: formatted once, records kept, no topic by accident, another port."""
    await broker.start()
    cluster, topics = await _cluster(broker)
    assert TOPIC not in topics
    producer = AIOKafkaProducer(bootstrap_servers=broker.bootstrap_servers, request_timeout_ms=1000)
    await producer.start()
    with pytest.raises(KafkaError):
        await producer.send_and_wait("mispelt", b"lost")
    await producer.stop()
    await _keep(broker, b"42")

    await ended(broker)
    await broker.start()
    assert await _kept(broker) == b"42"
    assert (await _cluster(broker))[0] == cluster
    assert set((await _cluster(broker))[1]) == {TOPIC}
    await broker.stop()
