"""Many people who book at the same moment: requests for the same people and rooms, and what the database holds then."""

import asyncio
import time
from collections import Counter
from dataclasses import dataclass
from itertools import cycle
from typing import Any

import httpx
import sqlalchemy as sa
from tests.component.consultation.harness import SCHOOL, Case, Harness

from shared.contracts.casework_cases import CaseOpened
from shared.domain.roles import Role

SITE = "Zorglokaal, school 125001"
CHOSEN = "2026-11-26T10:00:00+01:00"
HOLD_BY = "2027-06-30"

# Two rows that overlap, looked for without the constraints and without our code.
_OVERLAPS = """
    SELECT count(*) FROM {rows} AS a JOIN {rows} AS b ON a.what = b.what AND a.meeting_id < b.meeting_id
        AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at
"""
_CONTACTS = """(
    SELECT contact_id AS what, meeting_id, starts_at, ends_at FROM meeting JOIN meeting_participant USING (meeting_id)
        WHERE status <> 'cancelled')"""
_ROOMS = "(SELECT room_id AS what, meeting_id, starts_at, ends_at FROM meeting WHERE status <> 'cancelled')"


@dataclass
class Outcome:
    """What came of it: how often each status was answered, the meetings, and the seconds that it took."""

    statuses: Counter[int]
    answers: list[dict[str, Any]]
    seconds: float

    @property
    def planned(self) -> list[dict[str, Any]]:
        """The meetings that were answered with a time."""
        return [answer for answer in self.answers if answer.get("starts_at")]


async def furnish(harness: Harness) -> None:
    """A school with two counsellors, two caseworkers, a CLB contact, a youth coach and two rooms."""
    await harness.staff()
    await harness.add("counsellor-2", Role.COUNSELLOR, SCHOOL)
    await harness.add("worker-2", Role.CASEWORKER)
    async with harness.asking("coordinator") as client:
        for room_id, seats in (("small", 3), ("large", 12)):
            room = {"room_id": room_id, "name": room_id, "site": SITE, "seats": seats}
            assert (await client.post("/rooms", json=room)).status_code == 201


async def open_cases(harness: Harness, number: int) -> list[Case]:
    """So many cases that may have meetings."""
    cases = [Case() for _ in range(number)]
    async with harness.units() as uow:
        for case in cases:
            await harness.handle(uow, case.event(CaseOpened))
    return cases


async def book_at_once(one: Harness, other: Harness, number: int) -> Outcome:
    """So many requests at one moment to two processes: of ten, seven want any time, two one time, one moves to it.

    The processes share the database alone.
    """
    moved = number // 10
    cases = await open_cases(one, number)
    async with one.asking("caseworker") as client, other.asking("caseworker") as second:
        clients = cycle((client, second))
        earlier = [await _ask(client, case) for case in cases[:moved]]
        requests = [_move(next(clients), answer.json()["meeting_id"]) for answer in earlier]
        requests += [_ask(next(clients), case, starts_at=CHOSEN) for case in cases[moved : 3 * moved]]
        requests += [_ask(next(clients), case) for case in cases[3 * moved :]]
        begun = time.perf_counter()
        answers = await asyncio.gather(*requests)
        seconds = time.perf_counter() - begun
    return Outcome(Counter(answer.status_code for answer in answers), [answer.json() for answer in answers], seconds)


async def overlaps(harness: Harness) -> dict[str, int]:
    """How many pairs of meetings have a contact, or a room, at the same time; by the database alone."""
    counted = {}
    async with harness.service.engine.connect() as connection:
        for what, rows in (("contact", _CONTACTS), ("room", _ROOMS)):
            counted[what] = await connection.scalar(sa.text(_OVERLAPS.format(rows=rows)))
    return counted


async def _ask(client: httpx.AsyncClient, case: Case, **fields: str) -> httpx.Response:
    body = {"case_ids": [str(case.case_id)], "hold_by": HOLD_BY, **fields}
    return await client.post("/meetings", json=body)


async def _move(client: httpx.AsyncClient, meeting_id: str) -> httpx.Response:
    return await client.post(f"/meetings/{meeting_id}/reschedule", json={"starts_at": CHOSEN})
