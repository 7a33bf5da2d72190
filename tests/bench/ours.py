"""The attendance service itself: its own process, its own database, everything it always does."""

import asyncio
import json
import os
import secrets
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import sqlalchemy as sa
from aiokafka import TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import GroupCoordinatorNotAvailableError
from tests.component.attendance.harness import Harness

from attendance.rules.application.change_rule import RuleProposal, list_rules
from attendance.rules.domain.form import HoursPerHalfDay, Unit
from attendance.rules.domain.rule import RuleMode
from attendance.testing.factories import enrolment
from shared.contracts.catalogue import TOPICS
from shared.contracts.school_attendance import TOPIC
from shared.messaging import topics
from shared.messaging.tables import outbox
from shared.runtime.database import create_engine
from shared.runtime.settings import KafkaSettings

from .measure import Measured, sustained
from .parts import Parts
from .stream import NOW, marks, produce, pupil

_GROUP = f"attendance.{TOPIC}"
_ENROLLED_AT_ONCE = 5000
_HOURS = HoursPerHalfDay(Decimal(4), Decimal(3))


async def prepare(parts: Parts, count: int, pupils: int, *, every_pack: bool = False) -> str:
    """Enrol the pupils and put their marks on the topic; the URL of the database.

    With ``every_pack`` the rules of all packs are active that have levels, not the Flemish one alone.
    """
    url = await parts.database("attendance")
    environment = {**os.environ, "DATABASE_URL": url}
    subprocess.run([sys.executable, "-m", "attendance", "migrate"], env=environment, check=True, capture_output=True)
    engine = create_engine(url.replace("postgresql:", "postgresql+asyncpg:"))
    harness = Harness(engine)
    if every_pack:
        await _switch_on(harness)
    for first in range(0, pupils, _ENROLLED_AT_ONCE):
        keys = [pupil(number) for number in range(first, min(first + _ENROLLED_AT_ONCE, pupils))]
        await harness.enrol(*(enrolment(school=school, pupil=number) for school, number in keys))
    async with engine.begin() as connection:  # what enrolling told of is no part of the measure
        await connection.execute(sa.delete(outbox))
    await engine.dispose()
    await topics.create_missing(KafkaSettings(kafka_bootstrap_servers=parts.kafka), [TOPICS[TOPIC]])
    await produce(parts.kafka, marks(count, pupils))
    return url


async def _switch_on(harness: Harness) -> None:
    async with harness.units() as uow:
        for rule in await list_rules(uow):
            if rule.mode is RuleMode.OFF and rule.levels:
                form = {"hours": _HOURS} if rule.form.unit is Unit.HOURS else {}
                proposal = RuleProposal(rule.levels, rule.valid_from, "bench", RuleMode.ACTIVE, form)
                await harness.use_cases.change_rule(uow, rule.name, proposal)


async def measure(parts: Parts, url: str, count: int) -> Measured:
    """Let the service work through all marks."""
    async with service(parts, url) as process, group_admin(parts) as admin:
        return await sustained(lambda: committed(admin), count, process.pid)


@asynccontextmanager
async def service(
    parts: Parts, url: str, *, port: int = 0, token_secret: str = "", handle_events: bool = True
) -> AsyncIterator[subprocess.Popen[bytes]]:
    """The service, running, at the end of the school year."""
    clock = parts.folder / "clock.json"
    _stand_at_the_end_of_the_school_year(clock)
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "KAFKA_BOOTSTRAP_SERVERS": parts.kafka,
        "HTTP_PORT": str(port),
        "FLANKEREND_TOKEN_SECRET": token_secret or secrets.token_hex(32),
        "FLANKEREND_INSZ_SECRET": secrets.token_hex(32),
        "FLANKEREND_HANDLE_EVENTS": str(handle_events),
        "FLANKEREND_CLOCK_FILE": str(clock),
    }
    with (parts.folder / "attendance.log").open("ab") as log:
        process = subprocess.Popen([sys.executable, "-m", "attendance", "serve"], env=environment, stdout=log)
    try:
        yield process
    finally:
        process.terminate()
        await asyncio.to_thread(process.wait, 30)


@asynccontextmanager
async def group_admin(parts: Parts) -> AsyncIterator[AIOKafkaAdminClient]:
    """What can be asked how far consumer groups are."""
    admin = AIOKafkaAdminClient(bootstrap_servers=parts.kafka)
    await admin.start()
    try:
        yield admin
    finally:
        await admin.close()


async def committed(admin: AIOKafkaAdminClient) -> int:
    """How many records of the schools the service is done with."""
    partitions = [TopicPartition(TOPIC, number) for number in range(TOPICS[TOPIC].partitions)]
    try:
        offsets = await admin.list_consumer_group_offsets(_GROUP, partitions=partitions)
    except GroupCoordinatorNotAvailableError:  # the first group is still to come
        return 0
    return sum(max(0, known.offset) for known in offsets.values())


def _stand_at_the_end_of_the_school_year(clock: Path) -> None:
    ahead = datetime.fromisoformat(NOW) - datetime.now(UTC)
    clock.write_text(json.dumps({"offset_seconds": ahead.total_seconds()}))
