"""Attendance's HTTP API as a test asks it, and what schools send."""

from datetime import date
from typing import Any

import httpx
from tests.tokens import bearer

from attendance.unit_of_work import AttendanceUnitOfWork
from shared.contracts.consultation_directory import ContactChanged
from shared.copies.contacts import Directory
from shared.domain.roles import Role
from shared.service.service import Service
from shared.testing.clock import FixedClock

SCHOOL, OTHER_SCHOOL = "123456", "654321"


class Harness:
    """The running API, asked by anyone the test wants to be."""

    def __init__(self, service: Service[AttendanceUnitOfWork], clock: FixedClock) -> None:
        self.service = service
        self.clock = clock

    def by(self, role: Role, **claims: str) -> httpx.AsyncClient:
        """A client with a token of this role; a school's software is of `SCHOOL` unless told otherwise."""
        bound = {Role.SCHOOL: {"school": SCHOOL}, Role.PARTNER: {"organisation": "vzw-1"}}
        named = bound.get(role, {"contact": f"{role}-1"})
        return httpx.AsyncClient(
            transport=httpx.ASGITransport(self.service.app, raise_app_exceptions=False),
            base_url="http://attendance",
            headers=bearer(role, **{"sub": f"test-{role}", **named, **claims}),
        )

    @property
    def coordinator(self) -> httpx.AsyncClient:
        return self.by(Role.COORDINATOR)

    async def know(self, contact_id: str, role: Role, *schools: str, valid_until: date | None = None) -> None:
        """Put a contact of these schools (none: all) in the copy of the directory."""
        contact = ContactChanged(
            contact_id=contact_id,
            name="Iemand Anders",
            role=role,
            organisation="Een organisatie",
            schools=schools,
            email="iemand@example.org",
            language="nl",
            deputy_of=None,
            valid_from=None,
            valid_until=valid_until,
        )
        async with self.service.units() as uow:
            await Directory(uow.connection).apply(contact, 1)


def mark(**changes: Any) -> dict[str, Any]:
    return {
        "school": SCHOOL,
        "pupil": "1234567",
        "date": "2026-10-05",
        "half_day": "AM",
        "code": "B",
        "package": "smartschool",
        "recorded_at": "2026-10-05T08:52:10+02:00",
    } | changes


def enrolment(**changes: Any) -> dict[str, Any]:
    person = {"given_name": "Noor", "family_name": "Voorbeeld", "birth_date": "2011-03-04"}
    return {
        "school": SCHOOL,
        "pupil": "1234567",
        "valid_from": "2026-09-01",
        "level": "secundair",
        "person": person,
        "recorded_at": "2026-09-01T07:00:00+02:00",
    } | changes
