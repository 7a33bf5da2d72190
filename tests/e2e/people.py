"""Who works with cases, each with a token of the own role, over the HTTP of the running services."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from time import monotonic
from types import MappingProxyType
from typing import Any, Self

import httpx
from tests.pdfs import Pdf

from shared.domain.roles import Role
from shared.local.stack import Stack
from shared.runtime.clock import BRUSSELS

from .kept import keep

NONE: Mapping[str, str] = MappingProxyType({})
_PATIENCE_S = 30.0
_PAUSE_S = 0.1


class Person:
    """Somebody with a token. Paths begin with the service: ``casework/cases``."""

    def __init__(self, client: httpx.AsyncClient, stack: Stack, token: str) -> None:
        self._client = client
        self._stack = stack
        self._headers = {"Authorization": f"Bearer {token}"}

    async def answer(
        self, method: str, path: str, *, body: Any = None, headers: Mapping[str, str] = NONE, **query: Any
    ) -> httpx.Response:
        """Whatever a service answers."""
        service, _, rest = path.partition("/")
        content = {"content": body} if isinstance(body, bytes) else {"json": body}
        url = f"{self._stack.service_url(service)}/{rest}"
        return await self._client.request(method, url, headers=self._headers | headers, params=query, **content)

    async def get(self, path: str, **query: Any) -> Any:
        """What is there."""
        answer = await self.answer("GET", path, **query)
        assert answer.status_code == 200, f"GET {path}: {answer.text}"
        return answer.json()

    async def items(self, path: str, **query: Any) -> list[dict[str, Any]]:
        """The items of a list, as far as its first page goes."""
        return (await self.get(path, limit=200, **query))["items"]

    async def post(self, path: str, body: Any = None, **query: Any) -> Any:
        """Do something; what came of it."""
        answer = await self.answer("POST", path, body=body, **query)
        assert answer.status_code in {200, 201}, f"POST {path}: {answer.text}"
        return answer.json()

    async def put(self, path: str, body: Any, *, version: int | None = None) -> Any:
        """Write down what was not there, or replace this version of it."""
        headers = NONE if version is None else {"If-Match": f'"{version}"'}
        answer = await self.answer("PUT", path, body=body, headers=headers)
        assert answer.status_code == 200, f"PUT {path}: {answer.text}"
        return answer.json()

    async def opens(self, case_type: str, **about: str) -> Any:
        """Open a case by hand, as soon as casework has heard of who it is about; the case."""
        return await self._accepted("casework/cases", {"case_type": case_type, **about})

    async def reports(self, **concern: str) -> None:
        """Report a concern, as soon as casework has heard of the pupil."""
        await self._accepted("casework/reports", concern)

    async def does(self, case: Mapping[str, Any], action: str, **body: Any) -> Any:
        """Act on a case; the case as it is then."""
        return await self.post(f"casework/cases/{case['case_id']}/{action}", body or None)

    async def refused(self, case: Mapping[str, Any], action: str, **body: Any) -> dict[str, Any]:
        """What is wrong with this act: the problem with its ``status``."""
        answer = await self.answer("POST", f"casework/cases/{case['case_id']}/{action}", body=body or None)
        assert answer.status_code >= 400, f"{action} is refused: {answer.text}"
        return answer.json()

    async def sees(self, case: Mapping[str, Any]) -> dict[str, Any]:
        """The case as this person sees it now."""
        return await self.get(f"casework/cases/{case['case_id']}")

    async def may_see(self, case: Mapping[str, Any]) -> bool:
        """Whether the case is there for this person."""
        answer = await self.answer("GET", f"casework/cases/{case['case_id']}")
        assert answer.status_code in {200, 404}, answer.text
        return answer.status_code == 200

    async def paper(self, case: Mapping[str, Any], kind: str, body: Any = None, **query: Any) -> Pdf:
        """Make a paper, and look at it as PDF."""
        path = f"casework/cases/{case['case_id']}/papers/{kind}"
        answer = await self.answer("POST", path, body=body, headers={"Accept": "application/pdf"}, **query)
        assert answer.status_code == 200, f"{kind}: {answer.text}"
        keep("-".join([kind, *query.values()]) + ".pdf", answer.content)
        return Pdf(answer.content)

    async def finds(self, path: str, *, among: Mapping[str, str] = NONE, **wanted: Any) -> dict[str, Any]:
        """The only item of a list that has these fields, as soon as it is there; ``among`` is a query of the list."""
        began = monotonic()
        while monotonic() - began < _PATIENCE_S:
            fitting = [item for item in await self.items(path, **among) if wanted.items() <= item.items()]
            if fitting:
                [item] = fitting
                return item
            await asyncio.sleep(_PAUSE_S)
        raise AssertionError(f"nothing of {path} has {wanted}")

    async def sees_become(self, case: Mapping[str, Any], **wanted: Any) -> dict[str, Any]:
        """The case as soon as it has these fields: what one service does, another hears of later."""
        began, seen = monotonic(), dict[str, Any]()
        while monotonic() - began < _PATIENCE_S:
            seen = await self.sees(case)
            if wanted.items() <= seen.items():
                return seen
            await asyncio.sleep(_PAUSE_S)
        raise AssertionError(f"{wanted} did not come: {seen}")

    async def story(self, case: Mapping[str, Any], *without: str) -> list[str]:
        """What the timeline tells this person, but for entries of these kinds."""
        entries = await self.items(f"casework/cases/{case['case_id']}/timeline")
        return [entry["text"] for entry in entries if entry["kind"] not in without]

    async def _accepted(self, path: str, body: Any) -> Any:
        began = monotonic()
        answer = await self.answer("POST", path, body=body)
        while answer.status_code == 422 and monotonic() - began < _PATIENCE_S:
            await asyncio.sleep(_PAUSE_S)
            answer = await self.answer("POST", path, body=body)
        assert answer.status_code == 201, answer.text
        return answer.json()


@dataclass(frozen=True, slots=True)
class People:
    """The people of one school, those of the municipality, and the clock that they live by."""

    stack: Stack
    school: str
    school_office: Person
    counsellor: Person
    clb: Person
    coach: Person
    caseworker: Person
    coordinator: Person

    @classmethod
    @asynccontextmanager
    async def of(cls, stack: Stack, school: str) -> AsyncIterator[Self]:
        """The people of the directory that the stack ships with."""
        async with httpx.AsyncClient(timeout=60) as client:

            def person(role: Role, **who: str) -> Person:
                return Person(client, stack, stack.token(role, **who))

            yield cls(
                stack=stack,
                school=school,
                school_office=person(Role.SCHOOL, school=school),
                counsellor=person(Role.COUNSELLOR, contact=f"counsellor-{school}"),
                clb=person(Role.CLB, contact="clb-1"),
                coach=person(Role.YOUTH_COACH, contact="coach-1"),
                caseworker=person(Role.CASEWORKER, contact="caseworker-1"),
                coordinator=person(Role.COORDINATOR, contact="coordinator-1"),
            )

    def day(self, days: int = 0) -> str:
        """Today, or so many days from now."""
        return (self.stack.clock.now().astimezone(BRUSSELS).date() + timedelta(days)).isoformat()

    def at_nine(self, day: date) -> None:
        """Let it be nine o'clock on a later day."""
        self.stack.clock.set(datetime.combine(day, time(9), BRUSSELS))

    async def enrol(self, pupil: str, *, level: str = "secundair", group: str = "3A", **person: str) -> None:
        """The school's software says that a pupil is there since September."""
        structures = {"kleuter": "111", "lager": "211", "secundair": "311"}
        body = {
            "school": self.school,
            "pupil": pupil,
            "valid_from": "2026-09-01",
            "class": group,
            "level": level,
            "structure": structures[level],
            "person": {"family_name": "Verzonnen", **person},
            "recorded_at": "2026-09-01T07:00:00+02:00",
        }
        answer = await self.school_office.post("attendance/enrolments", body)
        assert answer["results"][0]["status"] == "accepted", answer

    async def mark(self, pupil: str, half_days: Sequence[tuple[date, str]], code: str) -> None:
        """The school's software reports these half days, at most 500, in the evening."""
        marks = [
            {
                "school": self.school,
                "pupil": pupil,
                "date": day.isoformat(),
                "half_day": half_day,
                "code": code,
                "package": "official",
                "recorded_at": f"{day}T18:00:00+01:00",
            }
            for day, half_day in half_days
        ]
        answer = await self.school_office.post("attendance/attendance-records", marks)
        assert {item["status"] for item in answer["results"]} == {"accepted"}, answer
