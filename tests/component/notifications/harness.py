"""A running notifications service with its Kafka, its database, its mail server, and hands to play the others."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, ClassVar

import orjson
import sqlalchemy as sa
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import GroupCoordinatorNotAvailableError

from notifications.storage.tables import notice
from notifications.unit_of_work import NotificationsUnitOfWork
from shared.contracts import notifications_deliveries
from shared.contracts.attendance_calendars import CalendarChanged
from shared.contracts.attendance_persons import PersonChanged, PersonMerged
from shared.contracts.attendance_signals import AttendanceDropped, FeedHeard, FeedSilent
from shared.contracts.casework_cases import CaseEvent
from shared.contracts.consultation_agenda import PolicyAgendaCounted
from shared.contracts.consultation_directory import ContactChanged, OrganisationChanged
from shared.contracts.consultation_meetings import MeetingEvent
from shared.contracts.consultation_sessions import BodySessionTold
from shared.contracts.contract import Contract
from shared.messaging.envelope import Envelope
from shared.runtime.ids import new_id
from shared.service.service import Service
from shared.testing.clock import FixedClock

from .events import ROLES, contact
from .mail_server import MailServer

_PATIENCE_S = 30.0  # a service of its own process starts slowly while other tests run


def key_of(event: Contract) -> str:
    """The aggregate an event belongs to."""
    match event:
        case CaseEvent():
            return str(event.case_id)
        case MeetingEvent():
            return str(event.meeting_id)
        case PersonChanged() | PersonMerged() | AttendanceDropped():
            return str(event.person_id)
        case ContactChanged():
            return event.contact_id
        case BodySessionTold():
            return str(event.session_id)
        case PolicyAgendaCounted():
            return str(event.agenda_id)
        case OrganisationChanged():
            return f"organisation:{event.organisation_id}"
        case CalendarChanged():
            return f"{event.school}:{event.school_year}"
        case FeedSilent() | FeedHeard():
            return event.school
    raise TypeError(type(event))


@dataclass
class Harness:
    """Publishes events and waits for what follows."""

    a_day: ClassVar[timedelta] = timedelta(days=1)

    service: Service[NotificationsUnitOfWork]
    mail: MailServer
    clock: FixedClock
    producer: AIOKafkaProducer
    prefix: str
    versions: dict[str, int] = field(default_factory=dict)
    ends: dict[TopicPartition, int] = field(default_factory=dict)

    async def publish(self, event: Contract, *, sequence: int | None = None, event_id: str | None = None) -> None:
        """Send an event as the next version of its aggregate, or as the version given."""
        key = key_of(event)
        version = sequence or self.versions.get(key, 0) + 1
        self.versions[key] = max(version, self.versions.get(key, 0))
        envelope = Envelope(
            id=event_id or str(new_id()),
            source="/tests",
            type=event.event_type,
            subject=key,
            time=self.clock.now(),
            correlation_id=f"story-of-{event.event_type.split('.')[-2]}",
            sequence=version,
        )
        await self._send(event.topic, key, event.model_dump_json(by_alias=True).encode(), envelope.headers())

    async def erase(self, topic: str, key: str) -> None:
        """Send a null value."""
        await self._send(topic, key, None, ())

    async def _send(self, topic: str, key: str, value: bytes | None, headers: Sequence[tuple[str, bytes]]) -> None:
        sent = await self.producer.send_and_wait(self.prefix + topic, key=key.encode(), value=value, headers=headers)
        self.ends[sent.topic_partition] = sent.offset + 1

    async def publish_directory(self, *left_out: str) -> None:
        """One contact of each role, known before anything else happens."""
        for contact_id in ROLES:
            if contact_id not in left_out:
                await self.publish(contact(contact_id))
        await self.settled()

    async def until(self, condition: Callable[[], Awaitable[bool]] | Callable[[], bool], what: str) -> None:
        """Wait until something is so. Fails after a while."""
        async with asyncio.timeout(_PATIENCE_S):
            while True:
                result = condition()
                if await result if isinstance(result, Awaitable) else result:
                    return
                await asyncio.sleep(0.02)
        raise AssertionError(what)

    async def mails(self, count: int) -> None:
        """Wait until so many mails were taken."""
        await self.until(lambda: len(self.mail.taken) >= count, f"{count} mails, got {len(self.mail.taken)}")

    async def statuses(self) -> list[str]:
        """The states of all notices, in the order they were made."""
        return [row["status"] for row in await self.notices()]

    async def notices(self) -> list[dict[str, Any]]:
        """All notices as rows, in the order they were made."""
        async with self.service.engine.connect() as connection:
            rows = await connection.execute(sa.select(notice).order_by(notice.c.position))
            return [dict(row) for row in rows.mappings()]

    async def all_in(self, *statuses: str) -> None:
        """Wait until there are notices and each is in one of these states."""

        async def so() -> bool:
            found = await self.statuses()
            return bool(found) and set(found) <= set(statuses)

        await self.until(so, f"all {statuses}")

    async def all_wait(self) -> None:
        """Wait until there are notices and each has found that it must wait for something."""

        async def so() -> bool:
            found = await self.notices()
            return bool(found) and all(row["waiting_for"] for row in found)

        await self.until(so, "all waiting")

    async def settled(self) -> None:
        """Wait until the service is done with every event that was published."""
        admin = AIOKafkaAdminClient(bootstrap_servers=self.service.settings.kafka_bootstrap_servers)
        await admin.start()

        async def so() -> bool:
            return all([await self._is_done(admin, partition, end) for partition, end in self.ends.items()])

        try:
            await self.until(so, "everything handled")
        finally:
            await admin.close()

    def group_of(self, partition: TopicPartition) -> str:
        """The consumer group in which the service reads the partition."""
        return f"{self.prefix}notifications.{partition.topic.removeprefix(self.prefix)}"

    async def _is_done(self, admin: AIOKafkaAdminClient, partition: TopicPartition, end: int) -> bool:
        group = self.group_of(partition)
        try:
            offsets = await admin.list_consumer_group_offsets(group, partitions=[partition])
        except GroupCoordinatorNotAvailableError:  # the first group is still to come
            return False
        return offsets[partition].offset >= end

    async def deliveries(self, count: int) -> list[tuple[str, dict[str, Any]]]:
        """The first events of `notifications.deliveries.v1`: type and data."""
        consumer = AIOKafkaConsumer(
            self.prefix + notifications_deliveries.TOPIC,
            bootstrap_servers=self.service.settings.kafka_bootstrap_servers,
            auto_offset_reset="earliest",
        )
        await consumer.start()
        found: list[tuple[str, dict[str, Any]]] = []
        try:
            async with asyncio.timeout(_PATIENCE_S):
                while len(found) < count:
                    record = await consumer.getone()
                    headers = {name: value.decode() for name, value in record.headers}
                    data = orjson.loads(record.value)
                    found.append((headers["ce_type"].split(".")[-2], {**data, "headers": headers}))
        finally:
            await consumer.stop()
        return found
