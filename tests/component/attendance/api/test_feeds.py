"""Nothing to report over HTTP, and who reads which schools were silent."""

from datetime import datetime
from typing import Any

import pytest

from attendance.feeds.application.watch_feeds import Listening, watch_feed
from shared.domain.roles import Role
from shared.runtime.clock import BRUSSELS
from shared.runtime.ids import new_id

from .harness import OTHER_SCHOOL, SCHOOL, Harness, mark

NOTHING = {"marks": [], "school": SCHOOL, "date": "2026-10-05", "half_day": "PM"}
EVENT = {
    "specversion": "1.0",
    "id": "1",
    "source": "/school",
    "type": "be.flankerend.school.attendance-recorded.v1",
    "data": NOTHING,
}
AS_EVENT = {"Content-Type": "application/cloudevents+json"}
AS_EVENTS = {"Content-Type": "application/cloudevents-batch+json"}


@pytest.fixture
async def silent(enrolled: Harness) -> Harness:
    """A school that said of Monday morning that there is nothing to report, and of the afternoon nothing."""
    await enrolled.coordinator.post("/attendance-records", json={**NOTHING, "half_day": "AM"})
    enrolled.clock.set(datetime(2026, 10, 7, 9, tzinfo=BRUSSELS))
    await watch(enrolled)
    return enrolled


async def watch(harness: Harness) -> None:
    async with harness.service.units() as uow:
        await watch_feed(uow, SCHOOL, Listening(harness.clock, new_id, grace=1, keeps_last_year=True))


async def feeds(harness: Harness, **asked: str) -> list[dict[str, Any]]:
    return list((await harness.coordinator.get("/feeds", params=asked)).json()["items"])


async def test_a_silence_says_what_is_missing(silent: Harness) -> None:
    [found] = await feeds(silent)
    assert found["half_days"] == [{"date": "2026-10-05", "half_day": "PM"}]
    assert (found["school"], found["school_year"], found["status"]) == (SCHOOL, "2026-2027", "open")
    assert (found["school_days"], found["last_recorded_at"], found["ended_at"]) == (1, None, None)
    shown = (await silent.coordinator.get("/pupils/123456/1234567/attendance")).json()
    assert (shown["provisional"], shown["provisional_because"]) == (True, ["feed-silent"])


async def test_an_empty_list_says_that_there_is_nothing_to_report(silent: Harness) -> None:
    for status in ("accepted", "unchanged"):
        answer = await silent.by(Role.SCHOOL).post("/attendance-records", json=NOTHING)
        assert (answer.status_code, answer.json()["results"]) == (
            200,
            [{"index": 0, "status": status, "reason": None, "field": None}],
        )
    await watch(silent)
    assert await feeds(silent, status="open") == []
    [ended] = await feeds(silent, status="ended", school=SCHOOL)
    assert ended["half_days"] == []


async def test_an_event_says_so_too_beside_others_with_marks(enrolled: Harness) -> None:
    alone = await enrolled.coordinator.post("/attendance-records", json=EVENT, headers=AS_EVENT)
    assert [each["status"] for each in alone.json()["results"]] == ["accepted"]
    events = [EVENT, {**EVENT, "id": "2", "data": mark()}, {**EVENT, "id": "3", "data": {"marks": []}}]
    answer = await enrolled.coordinator.post("/attendance-records", json=events, headers=AS_EVENTS)
    assert [each["status"] for each in answer.json()["results"]] == ["unchanged", "accepted", "rejected"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"marks": []}, "marks"),
        ({**NOTHING, "date": "5/10/2026"}, "date"),
        ({"marks": [], "school": SCHOOL, "date": "2026-10-05"}, "half_day"),
    ],
)
async def test_an_empty_list_that_says_nothing_is_refused(enrolled: Harness, body: dict[str, Any], field: str) -> None:
    for sent, headers in ((body, {}), ({**EVENT, "data": body}, AS_EVENT)):
        answer = await enrolled.coordinator.post("/attendance-records", json=sent, headers=headers)
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["field"] == field


async def test_a_half_day_that_is_still_to_come_is_rejected(enrolled: Harness) -> None:
    answer = await enrolled.coordinator.post("/attendance-records", json={**NOTHING, "date": "2026-11-24"})
    assert [each["reason"] for each in answer.json()["results"]] == ["date-after-today"]


async def test_a_school_speaks_for_itself_only(enrolled: Harness) -> None:
    answer = await enrolled.by(Role.SCHOOL, school=OTHER_SCHOOL).post("/attendance-records", json=NOTHING)
    assert answer.status_code == 403


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.CASEWORKER, Role.OPERATOR, Role.SCHOOL])
async def test_who_reads_silences(silent: Harness, role: Role) -> None:
    answer = await silent.by(role).get("/feeds")
    assert (answer.status_code, len(answer.json()["items"])) == (200, 1)


@pytest.mark.parametrize("role", [Role.CLB, Role.YOUTH_COACH, Role.COUNSELLOR])
async def test_who_does_not(silent: Harness, role: Role) -> None:
    assert (await silent.by(role).get("/feeds")).status_code == 403


async def test_a_school_reads_its_own_silences(silent: Harness) -> None:
    other = await silent.by(Role.SCHOOL, school=OTHER_SCHOOL).get("/feeds")
    assert other.json()["items"] == []
