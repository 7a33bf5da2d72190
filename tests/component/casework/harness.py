"""A casework service over a real database: events in through its own handling, requests through its own doors."""

import json
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import count
from typing import Any
from uuid import uuid4

import httpx
import sqlalchemy as sa
from tests.tokens import bearer

from shared.contracts import (
    attendance_calendars,
    attendance_persons,
    attendance_signals,
    consultation_directory,
    consultation_meetings,
    notifications_deliveries,
)
from shared.contracts.contract import Contract
from shared.messaging.envelope import Envelope
from shared.messaging.record import StoredRecord
from shared.messaging.tables import dead_letter, outbox
from shared.service.service import Service
from shared.testing.clock import FixedClock

SCHOOL = "123456"
OTHER_SCHOOL = "654321"

_SOURCES = {
    attendance_signals.TOPIC: "/attendance",
    attendance_persons.TOPIC: "/attendance",
    attendance_calendars.TOPIC: "/attendance",
    consultation_directory.TOPIC: "/consultation",
    consultation_meetings.TOPIC: "/consultation",
    notifications_deliveries.TOPIC: "/notifications",
}


CASEWORKER = bearer("caseworker", sub="u-caseworker", contact="cw-1")


@dataclass
class Harness:
    """The service, its clock, and a client with a caseworker's token."""

    service: Service
    clock: FixedClock
    http: httpx.AsyncClient
    _offsets: Any = field(default_factory=count)

    async def receive(self, data: Contract, key: str, *, sequence: int = 1, event_id: str | None = None) -> str:
        """Let an event of another service arrive; its id."""
        event_id = event_id or str(uuid4())
        await self.handle(self.record(data, key, sequence=sequence, event_id=event_id))
        return event_id

    async def receive_null(self, topic: str, key: str) -> None:
        """Let a null value arrive."""
        await self.handle(StoredRecord(topic, 0, next(self._offsets), 0, key.encode(), None, []))

    def record(self, data: Contract, key: object, *, sequence: int = 1, event_id: str | None = None) -> StoredRecord:
        """An event of another service that is about to arrive."""
        envelope = Envelope(
            id=event_id or str(uuid4()),
            source=_SOURCES[data.topic],
            type=data.event_type,
            subject=str(key),
            time=self.clock.now(),
            sequence=sequence,
            correlation_id="story-1",
        )
        value = data.model_dump_json().encode()
        return StoredRecord(data.topic, 0, next(self._offsets), 0, str(key).encode(), value, envelope.headers())

    async def handle(self, *records: StoredRecord) -> None:
        """Let records of one topic arrive together."""
        await self.service.consumers.readings[records[0].topic].handling.handle(records)

    async def sent(self) -> list[tuple[str, dict[str, Any]]]:
        """What the service sends, in order: the short type and the data."""
        rows = await self._rows(sa.select(outbox).order_by(outbox.c.position))
        return [(row.event_type.removeprefix("be.flankerend.casework."), json.loads(row.data)) for row in rows]

    async def sent_types(self) -> list[str]:
        """The short types of what the service sends, in order."""
        return [name for name, _ in await self.sent()]

    async def parked(self) -> list[str]:
        """The errors of the dead letters."""
        return [row.error for row in await self._rows(sa.select(dead_letter).order_by(dead_letter.c.id))]

    async def cases(self, **params: Any) -> list[dict[str, Any]]:
        """The cases a caseworker sees."""
        answer = await self.http.get("/cases", params=params)
        assert answer.status_code == 200, answer.text
        items: list[dict[str, Any]] = answer.json()["items"]
        return items

    async def only_case(self) -> dict[str, Any]:
        """The only case there is."""
        [case] = await self.cases()
        return case

    async def timeline(self, case_id: str) -> list[dict[str, Any]]:
        """The timeline of a case."""
        items: list[dict[str, Any]] = (await self.http.get(f"/cases/{case_id}/timeline")).json()["items"]
        return items

    async def meeting_is_over(self, case_id: str) -> None:
        """The meeting the case asked for last was held."""
        asked = [data for name, data in await self.sent() if name == "meeting-requested.v1"]
        [*_, meeting_id] = [data["meeting_id"] for data in asked if data["case_id"] == case_id]
        await self.receive(meeting(consultation_meetings.MeetingHeld, meeting_id, case_id), meeting_id)

    async def act(self, case_id: str, action: str, **body: Any) -> httpx.Response:
        """What a caseworker does to a case."""
        return await self.http.post(f"/cases/{case_id}/{action}", json=body or None)

    async def _rows(self, statement: sa.Select[Any]) -> list[Any]:
        async with self.service.engine.connect() as connection:
            return list(await connection.execute(statement))


def level_reached(level: int = 5, **given: Any) -> attendance_signals.LevelReached:
    """A level-reached event of a secondary pupil."""
    return attendance_signals.LevelReached.model_validate(_level(level) | given)


def level_withdrawn(of: attendance_signals.LevelReached, **given: Any) -> attendance_signals.LevelWithdrawn:
    """The level-withdrawn event of the same signal."""
    return attendance_signals.LevelWithdrawn.model_validate(of.model_dump() | {"count": of.level - 1} | given)


def person(person_id: Any, *pupils: tuple[str, str], **given: Any) -> attendance_persons.PersonChanged:
    """A person in the registers of schools."""
    enrolments = [
        {
            "school": school,
            "pupil": pupil,
            "class": "3A",
            "level": "secundair",
            "structure": "311",
            "valid_from": date(2026, 9, 1),
            "valid_until": None,
        }
        for school, pupil in pupils
    ]
    told = {
        "person_id": person_id,
        "given_name": "Amina",
        "family_name": "Vandeputte",
        "birth_date": date(2011, 3, 4),
        "enrolments": enrolments,
    }
    return attendance_persons.PersonChanged.model_validate(told | given)


def contact(contact_id: str, role: str, *schools: str, **given: Any) -> consultation_directory.ContactChanged:
    """A contact of these schools; none: of all."""
    told = {
        "contact_id": contact_id,
        "name": "Jan Desmet",
        "role": role,
        "organisation": None,
        "schools": schools,
        "email": None,
        "language": "nl",
        "deputy_of": None,
        "valid_from": None,
        "valid_until": None,
    }
    return consultation_directory.ContactChanged.model_validate(told | given)


def named_school(number: str, name: str) -> consultation_directory.OrganisationChanged:
    """A school of the directory."""
    lists: dict[str, Any] = {"levels": (), "sites": (), "serves": ()}
    told = {"organisation_id": f"school-{number}", "kind": "school", "name": name, "school": number, "board": None}
    return consultation_directory.OrganisationChanged.model_validate(told | lists)


def meeting(kind: type[Contract], meeting_id: Any, *case_ids: Any, **given: Any) -> Contract:
    """An event about a meeting of these cases."""
    told = {
        "meeting_id": meeting_id,
        "case_ids": case_ids,
        "school": SCHOOL,
        "starts_at": datetime(2026, 12, 1, 9, 30, tzinfo=UTC),
        "ends_at": datetime(2026, 12, 1, 10, 15, tzinfo=UTC),
        "place": "Stadhuis",
        "participants": [],
        "ical_uid": "meeting@flankerend",
        "ical_sequence": 0,
        "reasons": ["counsellor busy"],
        "relax": [],
    }
    return kind.model_validate(told | given)


def notice(kind: type[Contract], about_kind: str, about: Any, role: str, template: str, **given: Any) -> Contract:
    """An event about a notice."""
    now = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
    told = {
        "notification_id": uuid4(),
        "recipient_role": role,
        "contact_id": "c-1",
        "channel": "email",
        "template": template,
        "template_version": 1,
        "about": {"kind": about_kind, "id": about},
        "sent_at": now,
        "acknowledged_at": now,
        "acknowledge_by": now,
    }
    return kind.model_validate(told | given)


def _level(level: int) -> dict[str, Any]:
    return {
        "signal_id": uuid4(),
        "person_id": uuid4(),
        "school": SCHOOL,
        "pupil": "P-1",
        "level_of_education": "secundair",
        "school_year": "2026-2027",
        "rule": "problematic-half-days",
        "rule_version": 1,
        "level": level,
        "count": level,
        "reached_on": date(2026, 11, 20),
        "half_days": [{"date": date(2026, 11, 20), "half_day": "AM", "school": SCHOOL}],
    }
