"""Kafka and PostgreSQL of a run's own, with their usual durability."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryDirectory

import asyncpg

from shared.local.home import cache_folder
from shared.local.kafka import KafkaBroker
from shared.local.kafka_jars import kafka_jars
from shared.local.ports import free_port
from shared.local.postgres import PostgresServer


@dataclass(frozen=True)
class Parts:
    """Where they are."""

    kafka: str
    postgres: PostgresServer
    folder: Path
    processes: Mapping[str, int] = field(default_factory=dict)
    """The first process of each, by its name."""

    async def database(self, name: str) -> str:
        """A new, empty database; its URL."""
        admin = await asyncpg.connect(self.postgres.url("postgres"))
        try:
            await admin.execute(f'CREATE DATABASE "{name}"')
        finally:
            await admin.close()
        return self.postgres.url(name)


@asynccontextmanager
async def running() -> AsyncIterator[Parts]:
    """Both, on data that go when the run ends."""
    async with postgres_alone() as (postgres, folder):
        jars = await asyncio.to_thread(kafka_jars)
        kafka = KafkaBroker(
            folder / "kafka", port=free_port(), jars=jars, archives=cache_folder(), log=folder / "kafka.log"
        )
        try:
            await kafka.start()
            pids = {part.name: part.child.pid for part in (kafka, postgres)}
            processes = {name: pid for name, pid in pids.items() if pid}
            yield Parts(kafka.bootstrap_servers, postgres, folder, processes)
        finally:
            await kafka.stop()


@asynccontextmanager
async def postgres_alone(**settings: str) -> AsyncIterator[tuple[PostgresServer, Path]]:
    """PostgreSQL, with these settings of its own, and the folder it is in, which goes when the run ends."""
    with TemporaryDirectory(prefix="flankerend-bench-") as path:
        folder = Path(path)
        folder.chmod(0o755)
        postgres = PostgresServer(
            folder / "postgres",
            port=free_port(),
            password=token_hex(8),
            log=folder / "postgres.log",
            settings=settings,
        )
        try:
            await postgres.start()
            yield postgres, folder
        finally:
            await postgres.stop()
