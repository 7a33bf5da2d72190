"""The running system that clients send to and read from, with a case in it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

import httpx

from shared.domain.roles import Role
from shared.local.home import SERVICES
from shared.local.stack import Stack

NOW = datetime.fromisoformat("2026-11-20T09:00:00+01:00")
SCHOOL = "125001"
_SCHOOL_DAYS = ("2026-10-05", "2026-10-06", "2026-10-08", "2026-10-09", "2026-10-12")
_PATIENCE_S = 60
T = TypeVar("T")


@dataclass
class Municipality:
    """What the checks ask of the system, as the school's software and as a coordinator."""

    stack: Stack
    documents: Path
    _http: httpx.AsyncClient
    _pupils: Any = field(default_factory=lambda: count(1001))
    case: dict[str, Any] = field(default_factory=dict)
    meeting: dict[str, Any] = field(default_factory=dict)
    notice: dict[str, Any] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        """What a client's program reads."""
        return {
            **{f"FLANKEREND_{service.upper()}": self.stack.service_url(service) for service in SERVICES},
            "FLANKEREND_KAFKA": self.stack.kafka,
            "FLANKEREND_TOKEN": self.stack.token(Role.SCHOOL, school=SCHOOL),
            "FLANKEREND_COORDINATOR_TOKEN": self.stack.token(Role.COORDINATOR),
            "FLANKEREND_DOCUMENTS": str(self.documents),
        }

    async def enrol(self) -> str:
        """Enrol an invented pupil; the register number."""
        pupil = str(next(self._pupils))
        person = {"given_name": "Zonnetje", "family_name": "Verzonnen", "birth_date": "2011-03-04"}
        enrolment = {
            "school": SCHOOL,
            "pupil": pupil,
            "valid_from": "2026-09-01",
            "class": "3A",
            "level": "secundair",
            "person": person,
            "recorded_at": "2026-09-01T07:00:00+02:00",
        }
        await self._post("/enrolments", enrolment)
        return pupil

    async def half_days(self, pupil: str) -> dict[tuple[str, str], dict[str, Any]]:
        """What the register says of a pupil, by date and half day."""
        answer = await self.get("attendance", f"/pupils/{SCHOOL}/{pupil}/attendance")
        return {(half_day["date"], half_day["half_day"]): half_day for half_day in answer["half_days"]}

    async def get(self, service: str, path: str) -> Any:
        """What a service answers a coordinator. Raises httpx.HTTPStatusError."""
        token = self.environment["FLANKEREND_COORDINATOR_TOKEN"]
        return await self._ask("GET", service, path, token)

    async def open_case(self) -> None:
        """Report five unjustified half days, and wait for the case, its meeting and a notice."""
        pupil = await self.enrol()
        await self._post("/attendance-records", [mark(pupil, day, "AM") for day in _SCHOOL_DAYS])
        self.case = await eventually("a case", lambda: self._first("casework", "/cases"))
        self.meeting = await eventually("a meeting", lambda: self._first("consultation", "/meetings"))
        self.notice = await eventually("a notice", lambda: self._first("notifications", "/notifications"))

    async def write_documents(self) -> None:
        """Write the OpenAPI documents, as each service answers them."""
        for service in SERVICES:
            answer = await self._http.get(f"{self.stack.service_url(service)}/openapi.json")
            (self.documents / f"{service}.json").write_bytes(answer.raise_for_status().content)

    async def _first(self, service: str, path: str) -> dict[str, Any] | None:
        items = (await self.get(service, path))["items"]
        return items[0] if items else None

    async def _post(self, path: str, body: Any) -> None:
        results = (await self._ask("POST", "attendance", path, self.environment["FLANKEREND_TOKEN"], body))["results"]
        assert {result["status"] for result in results} == {"accepted"}, results

    async def _ask(self, method: str, service: str, path: str, token: str, body: Any = None) -> Any:
        url = self.stack.service_url(service) + path
        answer = await self._http.request(method, url, json=body, headers={"Authorization": f"Bearer {token}"})
        return answer.raise_for_status().json()


def mark(pupil: str, date: str, half_day: str) -> dict[str, str]:
    """A mark as schools send it: unjustified, recorded on the day itself."""
    return {
        "school": SCHOOL,
        "pupil": pupil,
        "date": date,
        "half_day": half_day,
        "code": "B",
        "package": "official",
        "recorded_at": f"{date}T16:00:00+02:00",
    }


async def eventually(what: str, look: Callable[[], Awaitable[T | None]]) -> T:
    """Wait until there is something. Raises TimeoutError that names it after a minute."""
    try:
        async with asyncio.timeout(_PATIENCE_S):
            while (found := await look()) is None:
                await asyncio.sleep(0.2)
    except TimeoutError:
        raise TimeoutError(f"{what} did not come in {_PATIENCE_S} s") from None
    return found


@asynccontextmanager
async def running(home: Path) -> AsyncIterator[Municipality]:
    """Start the whole system on fresh data and free ports, with one case in it."""
    documents = home / "documents"
    documents.mkdir(parents=True)
    async with (
        Stack(home, now=NOW, ports="free", durable=False) as stack,
        httpx.AsyncClient(timeout=30) as http,
    ):
        municipality = Municipality(stack, documents, http)
        await municipality.write_documents()
        await municipality.open_case()
        yield municipality
