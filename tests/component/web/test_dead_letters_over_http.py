"""Operators list what a service could not handle, have it handled again, or discard it, over HTTP."""

import pytest
import pytest_asyncio
from httpx import ASGITransport, AsyncClient
from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncEngine
from tests.tokens import bearer

from shared.contracts import school_attendance
from shared.messaging.dead_letters import park, replayed
from shared.messaging.errors import InvalidEvent
from shared.messaging.record import StoredRecord
from shared.messaging.tables import dead_letter
from shared.testing.logs import captured_logs

from .front import Front

pytestmark = pytest.mark.asyncio(loop_scope="module")

CLAIMS = {
    "school": {"school": "123456"},
    **{key: {"contact": "somebody-1"} for key in ("counsellor", "clb", "youth-coach")},
}
VALUE = b'{"code": "Z", "person": "Wout"}'


@pytest_asyncio.fixture(loop_scope="module")
async def engine(front: Front) -> AsyncEngine:
    engine = front.services["attendance"].engine
    async with engine.begin() as connection:
        await connection.execute(delete(dead_letter))
    for offset in range(3):
        record = StoredRecord(
            topic=school_attendance.TOPIC, partition=0, offset=offset, timestamp=0, key=b"1", value=VALUE, headers=()
        )
        async with engine.begin() as connection:
            await park(connection, record, InvalidEvent("school", "is six digits"), item=offset or None)
    return engine


def asking(front: Front, role: str = "operator", service: str = "attendance") -> AsyncClient:
    transport = ASGITransport(front.services[service].app)
    return AsyncClient(transport=transport, base_url="http://service", headers=bearer(role, **CLAIMS.get(role, {})))


async def test_they_are_listed_with_what_was_wrong_and_never_with_what_they_hold(front: Front, engine: AsyncEngine):
    async with asking(front) as client:
        first = (await client.get("/dead-letters", params={"limit": 2})).json()
        second = (await client.get("/dead-letters", params={"limit": 2, "cursor": first["next"]})).json()
    letters = [*first["items"], *second["items"]]
    assert [(letter["offset"], letter["item"]) for letter in letters] == [(0, None), (1, 1), (2, 2)]
    assert {letter["error"] for letter in letters} == {"school: is six digits"}
    assert "Wout" not in str(letters)
    assert "Z" not in {str(value) for letter in letters for value in letter.values()}
    assert letters[0]["id"].startswith("attendance-")


async def test_one_is_handled_again_or_discarded_until_it_was_replayed(front: Front, engine: AsyncEngine):
    async with asking(front) as client:
        replay, discard, stays = [letter["id"] for letter in (await client.get("/dead-letters")).json()["items"]]
        with captured_logs("attendance") as logs:
            asked = [await client.post(f"/dead-letters/{replay}/replay") for _ in range(2)]
            discarded = await client.post(f"/dead-letters/{discard}/discard")
        still_open = [letter["id"] for letter in (await client.get("/dead-letters")).json()["items"]]
        async with engine.begin() as connection:
            assert await replayed(connection, int(replay.rpartition("-")[2]))
        late = await client.post(f"/dead-letters/{replay}/discard")
        done = await client.get("/dead-letters", params={"status": ["replayed", "discarded"]})
    assert [answer.json()["status"] for answer in (*asked, discarded)] == ["replay", "replay", "discarded"]
    assert still_open == [replay, stays]
    assert (late.status_code, late.json()["allowed"]) == (409, [])
    assert {letter["id"]: letter["status"] for letter in done.json()["items"]} == {
        replay: "replayed",
        discard: "discarded",
    }
    assert [line["outcome"] for line in logs.lines("message.decided")] == ["replay", "replay", "discarded"]


@pytest.mark.parametrize("role", ["school", "counsellor", "clb", "youth-coach", "caseworker", "coordinator"])
async def test_others_are_refused(front: Front, role: str):
    async with asking(front, role) as client:
        answers = [await client.get("/dead-letters"), await client.post("/dead-letters/attendance-1/replay")]
    assert [answer.status_code for answer in answers] == [403, 403]


@pytest.mark.parametrize("service", ["attendance", "casework", "consultation", "notifications"])
async def test_each_service_has_its_own(front: Front, service: str):
    async with asking(front, service=service) as client:
        there = await client.post(f"/dead-letters/{service}-999/discard")
        elsewhere = await client.post("/dead-letters/elsewhere-1/discard")
    assert (there.status_code, elsewhere.status_code) == (404, 422)
