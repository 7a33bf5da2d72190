"""An upload that stalls costs nobody else a turn."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest

from attendance.files import uploads

from .harness import SCHOOL, Harness

PARAMS = {"format": "csv", "school": SCHOOL, "enrol": "implicit"}
FILE = b"pupil,date,half_day,code\n1,2026-10-05,AM,B\n"


class Stalled:
    """A body whose beginning was sent, and its end not yet."""

    def __init__(self) -> None:
        self.begun = asyncio.Event()
        self.goes_on = asyncio.Event()

    async def sent(self) -> AsyncIterator[bytes]:
        yield FILE[:30]
        self.begun.set()
        await self.goes_on.wait()
        yield FILE[30:]


def _post(client: httpx.AsyncClient, body: Stalled) -> asyncio.Task[httpx.Response]:
    return asyncio.create_task(client.post("/imports", content=body.sent(), params=PARAMS))


async def test_others_are_imported_while_some_stall(harness: Harness) -> None:
    bodies = [Stalled() for _ in range(5)]
    stalled = [_post(harness.coordinator, body) for body in bodies]
    for body in bodies:
        async with asyncio.timeout(5):
            await body.begun.wait()
    async with asyncio.timeout(10):
        other = await harness.coordinator.post("/imports", content=FILE, params=PARAMS)
    assert other.json()["accepted"] == 1
    for body in bodies:
        body.goes_on.set()
    assert [answer.json()["unchanged"] for answer in await asyncio.gather(*stalled)] == [1] * 5


async def test_an_upload_that_does_not_go_on_is_given_up(harness: Harness, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "PATIENCE_S", 0.2)
    async with asyncio.timeout(10):
        answer = await _post(harness.coordinator, Stalled())
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "body"
    assert "nothing came" in answer.json()["errors"][0]["reason"]
