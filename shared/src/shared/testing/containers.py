"""The parts as containers (where the reaper's image is missing: ``TESTCONTAINERS_RYUK_DISABLED=true``)."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from testcontainers.community.postgres import PostgresContainer
from testcontainers.core.container import DockerContainer
from testcontainers.core.wait_strategies import LogMessageWaitStrategy

from shared.local.ports import free_port

KAFKA_IMAGE = "apache/kafka:4.4.0"
POSTGRES_IMAGE = "postgres:18"


def _kafka_container(port: int) -> DockerContainer:
    """A broker has to know the port it is reached by, so that is chosen before it starts."""
    container = DockerContainer(KAFKA_IMAGE).with_bind_ports(port, port)
    settings = {
        "NODE_ID": "1",
        "PROCESS_ROLES": "broker,controller",
        "LISTENERS": f"OUTSIDE://:{port},CONTROLLER://:9093",
        "ADVERTISED_LISTENERS": f"OUTSIDE://127.0.0.1:{port}",
        "INTER_BROKER_LISTENER_NAME": "OUTSIDE",
        "CONTROLLER_LISTENER_NAMES": "CONTROLLER",
        "LISTENER_SECURITY_PROTOCOL_MAP": "CONTROLLER:PLAINTEXT,OUTSIDE:PLAINTEXT",
        "CONTROLLER_QUORUM_VOTERS": "1@localhost:9093",
        "OFFSETS_TOPIC_REPLICATION_FACTOR": "1",
        "GROUP_INITIAL_REBALANCE_DELAY_MS": "0",
        "AUTO_CREATE_TOPICS_ENABLE": "false",
    }
    for name, value in settings.items():
        container.with_env(f"KAFKA_{name}", value)
    return container.waiting_for(LogMessageWaitStrategy("Kafka Server started"))


@asynccontextmanager
async def kafka() -> AsyncIterator[str]:
    """Bootstrap servers of one broker."""
    port = free_port()
    container = _kafka_container(port)
    await asyncio.to_thread(container.start)
    try:
        yield f"127.0.0.1:{port}"
    finally:
        await asyncio.to_thread(container.stop)


@asynccontextmanager
async def postgres() -> AsyncIterator[str]:
    """URL of a server's first database, for a role that may create others."""
    container = PostgresContainer(POSTGRES_IMAGE, driver=None)
    container.with_command("postgres -c max_connections=400 -c fsync=off")
    await asyncio.to_thread(container.start)
    try:
        yield container.get_connection_url()
    finally:
        await asyncio.to_thread(container.stop)
