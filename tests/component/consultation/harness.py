"""The consultation service as tests use it: events in, what it sent, and clients with tokens."""

import json
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import httpx
import sqlalchemy as sa
from tests.tokens import SECRET, bearer

from consultation.app import build
from consultation.directory.application.add_contact import add_contact
from consultation.domain.availability import ALWAYS, Availability
from consultation.domain.contact import Contact, ContactDetails
from consultation.meetings.domain.meeting import Meeting
from consultation.settings import ConsultationSettings
from consultation.unit_of_work import ConsultationUnitOfWork, Units
from shared.contracts import casework_cases
from shared.contracts.attendance_calendars import CalendarChanged
from shared.contracts.contract import Contract
from shared.domain.roles import Role
from shared.messaging.envelope import Envelope
from shared.messaging.parsing import Received
from shared.messaging.tables import outbox
from shared.runtime.ids import new_id
from shared.service.service import Service
from shared.testing.clock import FixedClock

SCHOOL, OTHER_SCHOOL = "125001", "125002"


@dataclass
class Case:
    """A case that casework tells of; each event has the next sequence."""

    case_id: UUID = field(default_factory=uuid4)
    reference: str = "SP-2026-000123"
    school: str = SCHOOL
    sequence: int = 0
    case_type: str = "truancy"

    def event(self, kind: type[Contract], sequence: int | None = None, **fields: object) -> Received[Any]:
        if sequence is None:
            self.sequence += 1
        told = {"case_id": self.case_id, "reference": self.reference, "case_type": self.case_type}
        data = {**told, **self._fields_of(kind), **fields}
        envelope = Envelope(
            id=str(new_id()), source="/casework", type=kind.event_type, sequence=sequence or self.sequence
        )
        return Received(envelope, kind.model_validate(data))

    def _fields_of(self, kind: type[Contract]) -> dict[str, object]:
        if kind is casework_cases.MeetingRequested:
            return {
                "meeting_type": "care-meeting",
                "person_id": uuid4(),
                "school": self.school,
                "required_roles": ["counsellor", "caseworker"],
                "optional_roles": ["clb", "youth-coach"],
                "not_before": date(2026, 11, 17),
                "hold_by": date(2026, 11, 27),
            }
        if kind in (casework_cases.CaseOpened, casework_cases.CaseReopened):
            return {
                "person_id": uuid4(),
                "school": self.school,
                "pupil": "p-1",
                "school_year": "2026-2027",
                "grounds": [{"kind": "level", "id": uuid4(), "since": date(2026, 11, 12)}],
                "signal_id": uuid4(),
                "level": 5,
                "count": 5,
                "half_days": [],
                "opened_at": "2026-11-13T09:59:00+01:00",
                "respond_by": date(2026, 11, 20),
            }
        if kind is casework_cases.CaseEscalated:
            return {"signal_id": uuid4(), "level": 5, "count": 5, "school_year": "2026-2027"}
        return {"reason": None}


class Harness:
    """The service's parts on one database."""

    def __init__(self, service: Service, clock: FixedClock) -> None:
        self.service = service
        self.clock = clock
        self.units: Units = service.units
        self._handlers = {
            handled.contract: handled.handler
            for subscription in service.subscriptions
            for handled in subscription.handlers
        }

    @classmethod
    def on(cls, url: str, clock: FixedClock, more: dict[str, object]) -> "Harness":
        given = {"database_url": url, "FLANKEREND_TOKEN_SECRET": SECRET, "http_port": 0, **more}
        settings = ConsultationSettings.model_validate(given)
        return cls(build(settings, clock), clock)

    async def close(self) -> None:
        await self.service.engine.dispose()

    async def add(
        self, contact_id: str, role: Role, *schools: str, availability: Availability = ALWAYS, **details: Any
    ) -> Contact:
        """Put a contact into the directory."""
        about = ContactDetails(name="Els Voorbeeld", role=role, schools=schools, **details)
        async with self.units() as uow:
            return await add_contact(uow, Contact(contact_id, about, availability))

    async def staff(self) -> None:
        """A counsellor of the school, a caseworker, a CLB contact and a youth coach."""
        await self.add("counsellor-1", Role.COUNSELLOR, SCHOOL)
        await self.add("worker-1", Role.CASEWORKER)
        await self.add("clb-1", Role.CLB, SCHOOL)
        await self.add("coach-1", Role.YOUTH_COACH)

    async def tell(self, event: Received[Any]) -> None:
        """Handle an event in a transaction of its own, as a consumer does."""
        async with self.units() as uow:
            await self.handle(uow, event)

    async def handle(self, uow: ConsultationUnitOfWork, event: Received[Any]) -> None:
        await self._handlers[type(event.data)](uow, event)

    async def close_school(self, *days: date, version: int = 1) -> None:
        """The school has no lessons on these days, says the next version of its calendar."""
        calendar = {
            "school": SCHOOL,
            "school_year": "2026-2027",
            "version": version,
            "base": "flanders",
            "sessions": [],
            "closures": [{"date": day, "half_day": None, "reason": "Pedagogische studiedag"} for day in days],
            "extra": [],
        }
        envelope = Envelope(id=str(new_id()), source="/attendance", type=CalendarChanged.event_type, sequence=version)
        await self.tell(Received(envelope, CalendarChanged.model_validate(calendar)))

    async def look(self) -> None:
        """What the service does every few seconds."""
        for ticker in self.service.tickers:
            await ticker._job()

    async def request(self, case: Case | None = None, **fields: object) -> Meeting:
        """A case that asks for its meeting; that meeting."""
        case = case or Case()
        await self.tell(case.event(casework_cases.MeetingRequested, **fields))
        return (await self.meetings_of(case))[-1]

    async def meetings_of(self, case: Case) -> list[Meeting]:
        async with self.units() as uow:
            return await uow.meetings.of_case(case.case_id)

    async def meeting(self, meeting_id: UUID) -> Meeting:
        async with self.units() as uow:
            return await uow.meetings.get(meeting_id)

    async def sent(self, key: object = None) -> list[tuple[str, dict[str, Any]]]:
        """What was put into the outbox, in order: the type's name and the data; only of one aggregate with `key`."""
        async with self.service.engine.connect() as connection:
            rows = await connection.execute(sa.select(outbox).order_by(outbox.c.position))
            return [
                (row.event_type.split(".")[-2], json.loads(row.data))
                for row in rows
                if row.key == (str(key) if key else row.key)
            ]

    async def sent_kinds(self, meeting: Meeting) -> list[str]:
        return [kind for kind, _ in await self.sent(meeting.meeting_id)]

    @asynccontextmanager
    async def asking(self, role: str, contact: str | None = None, **claims: Any):
        """A client with a token of that role."""
        transport = httpx.ASGITransport(self.service.app, raise_app_exceptions=True)
        async with httpx.AsyncClient(
            transport=transport, base_url="http://consultation", headers=token(role, contact, **claims)
        ) as client:
            yield client


def token(role: str, contact: str | None = None, **claims: Any) -> dict[str, str]:
    """The header of a token; whoever is a contact in that role is somebody else where the test names nobody."""
    if role in ("caseworker", "counsellor", "clb", "youth-coach"):
        claims["contact"] = contact or "someone-else"
    return bearer(role, sub=f"{role}-u1", **claims)
