"""Invented children on the municipality's list, with INSZ that were never given out."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import httpx
import orjson
from sqlalchemy import text

from .harness import Harness, enrolment

HEADER = "insz,given_name,family_name,birth_date,registered_on,postcode,nis"


def insz_of(birth_date: date, sequence: int = 999) -> str:
    """The INSZ of somebody born from 2000 on; sequences 000 and 999 are never given out."""
    nine = f"{birth_date:%y%m%d}{sequence:03}"
    return f"{nine}{97 - int('2' + nine) % 97:02}"


@dataclass(frozen=True)
class Child:
    """A child as the list has it."""

    given_name: str = "Noor"
    birth_date: date = date(2011, 3, 4)
    registered_on: str = ""
    family_name: str = "Voorbeeld"

    @property
    def insz(self) -> str:
        return insz_of(self.birth_date)

    @property
    def row(self) -> str:
        return f"{self.insz},{self.given_name},{self.family_name},{self.birth_date},{self.registered_on},3800,71053"

    def enrolled(self, **changes: Any) -> dict[str, Any]:
        """What a school says of the child; `insz` None leaves it out."""
        insz = changes.pop("insz", self.insz)
        person = {"given_name": self.given_name, "family_name": self.family_name, "birth_date": str(self.birth_date)}
        return enrolment(person=person | ({"insz": insz} if insz else {}), **changes)


NOOR = Child()
JEF = Child("Jef", date(2012, 5, 6))
TODDLER = Child("Lou", date(2024, 1, 2))


def listed(*children: Child) -> str:
    """The list as a CSV file."""
    return "\n".join([HEADER, *(child.row for child in children)]) + "\n"


async def bring(client: httpx.AsyncClient, content: str | bytes, **params: Any) -> httpx.Response:
    """Import a list, by default for 1 October 2026."""
    asked = {"school_year": "2026-2027", "reference_date": "2026-10-01"} | params
    return await client.post("/residents/imports", content=content, params=asked)


async def take(harness: Harness, *children: Child, **params: Any) -> dict[str, Any]:
    """Import a list of these children; the numbers and lines it comes to."""
    answer = await bring(harness.coordinator, listed(*children), **params)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def enrol(harness: Harness, *reports: dict[str, Any]) -> list[str]:
    answer = await harness.coordinator.post("/enrolments", json=list(reports))
    assert answer.status_code == 200, answer.text
    return [each["status"] for each in answer.json()["results"]]


async def not_enrolled(harness: Harness, **params: Any) -> list[str]:
    """The first names of the children that are missing."""
    answer = await harness.coordinator.get("/not-enrolled", params={"status": "missing"} | params)
    return [child["given_name"] for child in answer.json()["items"]]


async def told(harness: Harness) -> list[tuple[str, dict[str, Any]]]:
    """What was told of signals and persons, in order: the short type and the data."""
    async with harness.service.engine.connect() as connection:
        rows = await connection.execute(text("SELECT event_type, data FROM outbox ORDER BY position"))
        return [
            (kind.removeprefix("be.flankerend.attendance.").removesuffix(".v1"), orjson.loads(data))
            for kind, data in rows
        ]


async def signals_told(harness: Harness) -> list[str]:
    return [kind for kind, _ in await told(harness) if kind.startswith("enrolment-")]
