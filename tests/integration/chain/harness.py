"""Casework, consultation and notifications over real databases, with what they send carried between them.

In the place of Kafka stands the test: of all that waits to be handled any may come next, as long as the order of one
key is kept for each reader of a topic, and some come twice.
"""

from collections import defaultdict, deque
from dataclasses import dataclass, field
from itertools import count
from random import Random
from typing import Any

import httpx
import sqlalchemy as sa

from shared.contracts.contract import Contract
from shared.messaging.envelope import Envelope
from shared.messaging.record import StoredRecord
from shared.messaging.tables import inbox, outbox
from shared.runtime.ids import new_id
from shared.service.service import Service
from shared.testing.clock import FixedClock

_REPEATED = 0.1


@dataclass(frozen=True)
class Reader:
    """A service that reads one key of a topic."""

    service: str
    topic: str
    key: str


@dataclass
class Harness:
    """Three services by name, and everything that is on its way between them."""

    services: dict[str, Service]
    clock: FixedClock
    random: Random
    clients: dict[str, httpx.AsyncClient] = field(default_factory=dict)
    handled: list[tuple[str, StoredRecord]] = field(default_factory=list)
    _waiting: dict[Reader, deque[StoredRecord]] = field(default_factory=lambda: defaultdict(deque))
    _collected: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    _versions: dict[tuple[str, str], int] = field(default_factory=lambda: defaultdict(int))
    _offsets: Any = field(default_factory=count)

    def tell(self, event: Contract, key: object) -> None:
        """Attendance tells this as the next version of its aggregate."""
        self._versions[event.topic, str(key)] += 1
        envelope = Envelope(
            id=str(new_id()),
            source="/attendance",
            type=event.event_type,
            subject=str(key),
            time=self.clock.now(),
            sequence=self._versions[event.topic, str(key)],
        )
        self._send(event.topic, str(key), event.model_dump_json(by_alias=True).encode(), envelope)

    async def ask(self, service: str, method: str, path: str, **body: Any) -> httpx.Response:
        """What a coordinator who is a caseworker too asks of a service."""
        return await self.clients[service].request(method, path, json=body or None)

    async def let_pass(self, steps: int | None = None) -> None:
        """Let so many events be handled, or all there are with all they lead to, and hand mails over now and then."""
        while steps is None or steps > 0:
            if self.random.random() < _REPEATED:
                await self.hand_mails_over()
            if not await self._handle_any():
                await self.hand_mails_over()
                if not await self._handle_any():
                    return
            steps = None if steps is None else steps - 1

    async def hand_mails_over(self) -> None:
        """One worker hands over all that is due, with what may go once it is stored that something else went."""
        lane = next(ticker for ticker in self.services["notifications"].tickers if ticker.name == "email-1")._lane
        await lane.drain()
        while lane._unstored:
            await lane._stored(but=0)
            await lane.drain()

    async def look_at_meetings(self) -> None:
        """Consultation looks whether planned meetings still fit."""
        [watch] = [ticker for ticker in self.services["consultation"].tickers if ticker.name == "meetings"]
        await watch._job()

    async def replay(self) -> None:
        """Let everything come again to readers that do not remember any of it."""
        for service in self.services.values():
            async with service.engine.begin() as connection:
                await connection.execute(sa.delete(inbox))
        for name, record in list(self.handled):
            await self._handle(name, record)
        await self.hand_mails_over()

    async def rows(self, service: str, statement: str) -> list[dict[str, Any]]:
        """What a query of a service's database finds."""
        async with self.services[service].engine.connect() as connection:
            return [dict(row) for row in (await connection.execute(sa.text(statement))).mappings()]

    async def close(self) -> None:
        for client in self.clients.values():
            await client.aclose()
        for service in self.services.values():
            await service.engine.dispose()

    async def _handle_any(self) -> bool:
        await self._collect()
        readers = [reader for reader, records in self._waiting.items() if records]
        if not readers:
            return False
        reader = self.random.choice(readers)
        record = self._waiting[reader].popleft()
        self.handled.append((reader.service, record))
        await self._handle(reader.service, record)
        if self.random.random() < _REPEATED:
            await self._handle(reader.service, record)
        return True

    async def _handle(self, service: str, record: StoredRecord) -> None:
        await self.services[service].consumers.readings[record.topic].handling.handle([record])

    async def _collect(self) -> None:
        """What the services have sent since the last time."""
        for name, service in self.services.items():
            statement = sa.select(outbox).where(outbox.c.position > self._collected[name]).order_by(outbox.c.position)
            async with service.engine.connect() as connection:
                rows = (await connection.execute(statement)).all()
            for row in rows:
                self._collected[name] = row.position
                envelope = Envelope(
                    id=str(row.event_id),
                    source=row.source,
                    type=row.event_type,
                    subject=row.subject,
                    time=row.time,
                    correlation_id=row.correlation_id,
                    causation_id=row.causation_id,
                    sequence=row.sequence,
                    traceparent=row.traceparent,
                )
                self._send(row.topic, row.key, row.data, envelope)

    def _send(self, topic: str, key: str, value: bytes, envelope: Envelope) -> None:
        record = StoredRecord(topic, 0, next(self._offsets), 0, key.encode(), value, envelope.headers())
        for name, service in self.services.items():
            if topic in service.consumers.readings:
                self._waiting[Reader(name, topic, key)].append(record)
