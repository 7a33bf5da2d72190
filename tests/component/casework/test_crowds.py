"""Two hundred requests and events about one person at once: whatever comes first, casework keeps what it promises."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Coroutine, Iterator
from itertools import chain
from random import Random
from typing import Any
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from tests.conftest import CreateDatabase

from casework.domain.timeline import EntryKind
from casework.storage.tables import case_record, timeline
from shared.contracts.attendance_persons import PersonMerged
from shared.testing.logs import Logs

from .conftest import running_harness
from .harness import OTHER_SCHOOL, SCHOOL, Harness, contact, level_reached, level_withdrawn, person

WISHES = 200
POOL = 20
TYPES = ("truancy", "not-enrolled", "dropout-risk")
ENTRY_OF = {
    "assign": EntryKind.ASSIGNED,
    "start": EntryKind.STARTED,
    "hold": EntryKind.HELD,
    "close": EntryKind.CASE_CLOSED,
    "reopen": EntryKind.CASE_REOPENED,
    "transfer": EntryKind.CASE_TRANSFERRED,
}
"""The entry that each command leaves in the timeline when it is done."""

_KEEP_VERSIONS = """
    CREATE TABLE kept_version (case_id uuid, version bigint);
    CREATE FUNCTION keep_version() RETURNS trigger LANGUAGE plpgsql AS
        'BEGIN INSERT INTO kept_version VALUES (NEW.case_id, NEW.version); RETURN NULL; END';
    CREATE TRIGGER keeps_versions AFTER INSERT OR UPDATE OF version ON case_record
        FOR EACH ROW EXECUTE FUNCTION keep_version();
"""


class Crowd:
    """A person with cases, another person who turns out to be the same, and everybody who wants something of them."""

    def __init__(self, harness: Harness) -> None:
        self.harness = harness
        self.person_id, self.other_id = uuid4(), uuid4()
        self.answers: list[tuple[str, int]] = []
        self.signals = [level_reached(level, person_id=self.person_id) for level in (5, 10, 15)]

    async def begin(self) -> list[str]:
        """Each of the two has an open case of truancy; the ids of the cases."""
        await self.harness.receive(contact("cw-1", "caseworker"), "cw-1")
        for person_id, register in ((self.person_id, (SCHOOL, "P-1")), (self.other_id, (OTHER_SCHOOL, "P-2"))):
            await self.harness.receive(person(person_id, register), str(person_id))
            level = level_reached(5, person_id=person_id, school=register[0], pupil=register[1])
            await self.harness.receive(level, str(person_id))
        return [case["case_id"] for case in await self.harness.cases()]

    def wishes(self, cases: list[str]) -> Iterator[Coroutine[Any, Any, None]]:
        """All that is asked and told, the same again and again, and things that exclude each other."""
        for case_id in cases:
            for _ in range(8):
                yield self.act(case_id, "assign", assignee="cw-1")
                yield self.act(case_id, "close", outcome="other", reason="reden")
                yield self.act(case_id, "reopen", reason="reden")
                yield self.act(case_id, "start")
                yield self.act(case_id, "hold", until="2026-12-01", reason="reden")
                for school, pupil in ((SCHOOL, "P-1"), (OTHER_SCHOOL, "P-2")):
                    yield self.act(case_id, "transfer", school=school, pupil=pupil, reason="reden")
        for _, case_type in zip(range(30), chain.from_iterable([TYPES] * 10), strict=False):
            yield self.open(case_type)
        for signal, _ in zip(self.signals * 10, range(24), strict=False):
            yield self.told(signal, self.person_id, event_id=str(signal.signal_id))
            yield self.told(level_withdrawn(signal), self.person_id, sequence=2, event_id=f"back-{signal.signal_id}")
        for sequence in range(2, 12):
            both = [(SCHOOL, "P-1"), (OTHER_SCHOOL, "P-2")][sequence % 2 :]
            yield self.told(person(self.person_id, *both), self.person_id, sequence=sequence)
        merged = PersonMerged(person_id=self.other_id, merged_into=self.person_id)
        yield self.told(merged, self.other_id, sequence=2)

    async def act(self, case_id: str, action: str, **body: Any) -> None:
        answer = await self.harness.act(case_id, action, **body)
        self.answers.append((action, answer.status_code))

    async def open(self, case_type: str) -> None:
        body = {"case_type": case_type, "person_id": str(self.person_id), "reason": "reden"}
        answer = await self.harness.http.post("/cases", json=body)
        self.answers.append(("open", answer.status_code))

    async def told(self, data: Any, key: UUID, **given: Any) -> None:
        await self.harness.receive(data, str(key), **given)

    async def rows(self, statement: Any) -> list[Any]:
        async with self.harness.service.engine.connect() as connection:
            return list(await connection.execute(statement))


@pytest.fixture
async def crowd(create_database: CreateDatabase, logs: Logs) -> AsyncIterator[Crowd]:
    """Casework with as many connections as a service has; its database keeps each version of a case."""
    async with running_harness(await create_database("casework"), pool_size=POOL) as harness:
        async with harness.service.engine.begin() as connection:
            driver = (await connection.get_raw_connection()).driver_connection
            assert driver
            await driver.execute(_KEEP_VERSIONS)
        yield Crowd(harness)


@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.soak)])
async def test_a_crowd_leaves_one_open_case_per_type_with_a_timeline_that_tells_it_all(
    crowd: Crowd, logs: Logs, seed: int
) -> None:
    cases = await crowd.begin()
    wishes = list(crowd.wishes(cases))
    assert len(wishes) >= WISHES
    Random(seed).shuffle(wishes)
    await _all_at_once(wishes)

    assert {status for _, status in crowd.answers} <= {200, 201, 409, 422}
    assert await crowd.harness.parked() == []
    assert logs.lines("message.retried") == []
    stored = await crowd.rows(sa.select(case_record))
    assert {row.person_id for row in stored} == {crowd.person_id}
    _one_open_case_per_type(stored)
    await _versions_without_a_gap(crowd, stored)
    await _timeline_tells_all_that_was_done(crowd)


async def _all_at_once(wishes: list[Coroutine[Any, Any, None]]) -> None:
    """As many under way as there are connections: none waits so long for a connection that it is sent away."""
    doors = asyncio.Semaphore(POOL)

    async def through(wish: Coroutine[Any, Any, None]) -> None:
        async with doors:
            await wish

    await asyncio.gather(*(through(wish) for wish in wishes))


def _one_open_case_per_type(stored: list[Any]) -> None:
    still_open = Counter(row.case_type for row in stored if row.ended_at is None)
    assert all(count == 1 for count in still_open.values())
    type_of = {row.case_id: row.case_type for row in stored}
    assert {type_of[row.merged_into] for row in stored if row.merged_into} <= {"truancy"}


async def _versions_without_a_gap(crowd: Crowd, stored: list[Any]) -> None:
    versions: dict[UUID, list[int]] = defaultdict(list)
    for case_id, version in await crowd.rows(sa.text("SELECT case_id, version FROM kept_version")):
        versions[case_id].append(version)
    for row in stored:
        assert sorted(versions[row.case_id]) == list(range(1, row.version + 1))


async def _timeline_tells_all_that_was_done(crowd: Crowd) -> None:
    entries = await crowd.rows(sa.select(timeline).order_by(timeline.c.position))
    by_hand = Counter(entry.kind for entry in entries if entry.by == "cw-1")
    done = Counter(action for action, status in crowd.answers if status in {200, 201})
    assert {action: by_hand[kind] for action, kind in ENTRY_OF.items()} == {action: done[action] for action in ENTRY_OF}
    assert by_hand[EntryKind.CASE_OPENED] == done["open"]
