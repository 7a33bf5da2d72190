"""``python -m shared.testing.keeper SOURCE PART FOLDER PID``: run one part of the test stack while process PID lives.

Writes the part's address to ``FOLDER/PART.address`` once it can be used. Ends on SIGTERM or when PID is gone.
"""

import asyncio
import os
import shutil
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from secrets import token_hex

from shared.local.home import cache_folder
from shared.local.kafka import KafkaBroker
from shared.local.kafka_jars import kafka_jars
from shared.local.ports import free_port
from shared.local.postgres import PostgresServer
from shared.runtime.signals import on_signals


@asynccontextmanager
async def _embedded_kafka(folder: Path) -> AsyncIterator[str]:
    jars = await asyncio.to_thread(kafka_jars)
    broker = KafkaBroker(
        folder / "kafka", port=free_port(), jars=jars, archives=cache_folder(), log=folder / "kafka.log"
    )
    await broker.start()
    try:
        yield broker.bootstrap_servers
    finally:
        await broker.stop()


@asynccontextmanager
async def _embedded_postgres(folder: Path) -> AsyncIterator[str]:
    server = PostgresServer(
        folder / "postgres", port=free_port(), password=token_hex(), log=folder / "postgres.log", durable=False
    )
    await server.start()
    try:
        yield server.url("postgres")
    finally:
        await server.stop()


def _part(source: str, part: str, folder: Path) -> AbstractAsyncContextManager[str]:
    if source == "embedded":
        return _embedded_kafka(folder) if part == "kafka" else _embedded_postgres(folder)
    if source == "testcontainers":
        from shared.testing import containers

        return containers.kafka() if part == "kafka" else containers.postgres()
    raise SystemExit(f"FLANKEREND_TEST_STACK is embedded or testcontainers, not {source}")


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


async def keep(source: str, part: str, *, folder: Path, pid: int) -> None:
    """Start the part, tell its address, wait for the end of the run, stop the part.

    A run that ended in good order removes the folder itself; after another this is done here.
    """
    told_to_end = asyncio.Event()
    on_signals([signal.SIGTERM], told_to_end.set)
    async with _part(source, part, folder) as address:
        unfinished = folder / f"{part}.address.new"
        unfinished.write_text(address)
        unfinished.rename(folder / f"{part}.address")
        while _is_alive(pid) and not told_to_end.is_set():
            try:
                await asyncio.wait_for(told_to_end.wait(), timeout=0.5)
            except TimeoutError:
                continue
    if not _is_alive(pid):
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    asyncio.run(keep(sys.argv[1], sys.argv[2], folder=Path(sys.argv[3]), pid=int(sys.argv[4])))
