"""The attendance service itself: its own process, its own database, everything it always does."""

import asyncio
import json
import os
import secrets
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
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
from .stream import NOW, lists, marks, produce, pupil

_ENROLLED_AT_ONCE = 5000
_HOURS = HoursPerHalfDay(Decimal(4), Decimal(3))


@dataclass(frozen=True)
class Load:
    """Marks to work through, on a topic and with a database of their own."""

    url: str
    settings: KafkaSettings
    in_a_record: int


async def prepare(parts: Parts, count: int, pupils: int, *, every_pack: bool = False, in_a_record: int = 1) -> Load:
    """Enrol the pupils and put their marks on the topic.

    With ``every_pack`` the rules of all packs are active that have levels, not the Flemish one alone.
    """
    url = await parts.database(f"attendance_{in_a_record}")
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
    prefix = "" if in_a_record == 1 else f"lists-of-{in_a_record}."
    settings = KafkaSettings(kafka_bootstrap_servers=parts.kafka, kafka_topic_prefix=prefix)
    await topics.create_missing(settings, [TOPICS[TOPIC]])
    await produce(parts.kafka, lists(marks(count, pupils), in_a_record), prefix + TOPIC)
    return Load(url, settings, in_a_record)


async def _switch_on(harness: Harness) -> None:
    async with harness.units() as uow:
        for rule in await list_rules(uow):
            if rule.mode is RuleMode.OFF and rule.levels:
                form = {"hours": _HOURS} if rule.form.unit is Unit.HOURS else {}
                proposal = RuleProposal(rule.levels, rule.valid_from, "bench", RuleMode.ACTIVE, form)
                await harness.use_cases.change_rule(uow, rule.name, proposal)


async def measure(parts: Parts, load: Load, count: int, *, samples: Path | None = None) -> Measured:
    """Let the service work through all marks. Where its processor time goes is put into ``samples``, if given."""
    async with service(parts, load, samples=samples) as process, group_admin(parts) as admin:
        return await sustained(lambda: committed(admin, load), count, process.pid)


@asynccontextmanager
async def service(
    parts: Parts,
    load: Load,
    *,
    port: int = 0,
    token_secret: str = "",
    handle_events: bool = True,
    samples: Path | None = None,
) -> AsyncIterator[subprocess.Popen[bytes]]:
    """The service, running, at the end of the school year."""
    clock = parts.folder / "clock.json"
    _stand_at_the_end_of_the_school_year(clock)
    environment = {
        **os.environ,
        "DATABASE_URL": load.url,
        "KAFKA_BOOTSTRAP_SERVERS": parts.kafka,
        "KAFKA_TOPIC_PREFIX": load.settings.kafka_topic_prefix,
        "HTTP_PORT": str(port),
        "FLANKEREND_TOKEN_SECRET": token_secret or secrets.token_hex(32),
        "FLANKEREND_INSZ_SECRET": secrets.token_hex(32),
        "FLANKEREND_HANDLE_EVENTS": str(handle_events),
        "FLANKEREND_CLOCK_FILE": str(clock),
    }
    with (parts.folder / "attendance.log").open("ab") as log:
        command = ["attendance", "serve"] if samples is None else ["tests.bench.sampled", str(samples)]
        process = subprocess.Popen([sys.executable, "-m", *command], env=environment, stdout=log)
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


async def committed(admin: AIOKafkaAdminClient, load: Load) -> int:
    """How many marks of the schools the service is done with."""
    prefix = load.settings.kafka_topic_prefix
    partitions = [TopicPartition(prefix + TOPIC, number) for number in range(TOPICS[TOPIC].partitions)]
    try:
        offsets = await admin.list_consumer_group_offsets(f"{prefix}attendance.{TOPIC}", partitions=partitions)
    except GroupCoordinatorNotAvailableError:  # the first group is still to come
        return 0
    return sum(max(0, known.offset) for known in offsets.values()) * load.in_a_record


def _stand_at_the_end_of_the_school_year(clock: Path) -> None:
    ahead = datetime.fromisoformat(NOW) - datetime.now(UTC)
    clock.write_text(json.dumps({"offset_seconds": ahead.total_seconds()}))
