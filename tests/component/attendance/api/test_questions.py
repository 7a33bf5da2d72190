"""Questions about mass causes over HTTP: who sees them, who answers them, and what an answer changes."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime
from typing import Any

import pytest
from tests.tokens import SECRET

from attendance.app import build
from attendance.settings import AttendanceSettings
from shared.domain.roles import Role
from shared.testing.clock import FixedClock

from .harness import OTHER_SCHOOL, SCHOOL, Harness, enrolment, mark

CLASS = ("1", "2", "3")
STRIKE = {"answer": "does-not-count", "reason": "Bus strike"}


@pytest.fixture
async def harness(at: datetime, create_database: Callable[..., Awaitable[str]]) -> AsyncIterator[Harness]:
    """The API where whole classes of three or more are asked about, with one such class absent."""
    settings = AttendanceSettings(
        database_url=await create_database("attendance"),
        FLANKEREND_TOKEN_SECRET=SECRET,
        FLANKEREND_MASS_SMALLEST_GROUP=3,
    )
    clock = FixedClock(at)
    service = build(settings, clock)
    harness = Harness(service, clock)
    enrolments = [enrolment(pupil=pupil, **{"class": "3A"}) for pupil in CLASS]
    await harness.coordinator.post("/enrolments", json=enrolments)
    await harness.coordinator.post("/attendance-records", json=[mark(pupil=pupil) for pupil in CLASS])
    yield harness
    await service.engine.dispose()


async def the_question(harness: Harness) -> dict[str, Any]:
    [question] = (await harness.coordinator.get("/questions", params={"status": "open"})).json()["items"]
    return dict(question)


async def person_count(harness: Harness) -> int:
    found = await harness.coordinator.get("/pupils/123456/1/attendance")
    return int(found.json()["person_count"])


async def test_a_question_says_what_it_is_about(harness: Harness) -> None:
    question = await the_question(harness)
    assert {name: question[name] for name in ("school", "class", "date", "half_day", "school_year")} == {
        "school": SCHOOL,
        "class": "3A",
        "date": "2026-10-05",
        "half_day": "AM",
        "school_year": "2026-2027",
    }
    assert (question["status"], question["absent"], question["size"]) == ("open", 3, 3)
    assert (question["answer"], question["answers"]) == (None, [])
    alone = await harness.coordinator.get(f"/questions/{question['question_id']}")
    assert (alone.json(), alone.headers["ETag"]) == (question, '"1"')


async def test_a_pupil_s_answer_shows_what_is_held(harness: Harness) -> None:
    question = await the_question(harness)
    found = (await harness.coordinator.get("/pupils/123456/1/attendance")).json()
    assert (found["person_count"], found["provisional"]) == (0, True)
    assert found["provisional_because"] == ["half-days-held"]
    assert [each["held_by"] for each in found["half_days"]] == [question["question_id"]]
    await harness.coordinator.post(f"/questions/{question['question_id']}/answer", json=STRIKE)
    found = (await harness.coordinator.get("/pupils/123456/1/attendance")).json()
    assert (found["person_count"], found["provisional"], found["provisional_because"]) == (0, False, [])
    assert [each["held_by"] for each in found["half_days"]] == [question["question_id"]]


@pytest.mark.parametrize("role", [Role.SCHOOL, Role.CASEWORKER, Role.COORDINATOR])
async def test_who_answers(harness: Harness, role: Role) -> None:
    path = f"/questions/{(await the_question(harness))['question_id']}/answer"
    answer = await harness.by(role).post(path, json={"answer": "counts", "reason": "No other cause"})
    assert (answer.status_code, answer.headers["ETag"]) == (200, '"2"')
    body = answer.json()
    assert (body["status"], body["answer"], body["answers"][0]["reason"]) == ("answered", "counts", "No other cause")
    assert await person_count(harness) == 1
    assert (await harness.coordinator.get("/questions", params={"status": "open"})).json()["items"] == []


@pytest.mark.parametrize("role", [Role.CLB, Role.YOUTH_COACH, Role.OPERATOR, Role.COUNSELLOR])
async def test_who_does_not_answer(harness: Harness, role: Role) -> None:
    path = f"/questions/{(await the_question(harness))['question_id']}/answer"
    assert (await harness.by(role).post(path, json=STRIKE)).status_code == 403
    if role is not Role.COUNSELLOR:
        assert (await harness.by(role).get("/questions")).status_code == 403


async def test_another_school_s_question_is_not_there(harness: Harness) -> None:
    path = f"/questions/{(await the_question(harness))['question_id']}"
    await harness.know("counsellor-1", Role.COUNSELLOR, OTHER_SCHOOL)
    for client in (harness.by(Role.SCHOOL, school=OTHER_SCHOOL), harness.by(Role.COUNSELLOR)):
        assert (await client.get("/questions")).json()["items"] == []
        assert (await client.get(path)).status_code == 404
    refused = await harness.by(Role.SCHOOL, school=OTHER_SCHOOL).post(path + "/answer", json=STRIKE)
    assert refused.status_code == 404
    assert await person_count(harness) == 0


async def test_a_counsellor_reads_the_questions_of_the_own_school(harness: Harness) -> None:
    await harness.know("counsellor-1", Role.COUNSELLOR, SCHOOL)
    listed = await harness.by(Role.COUNSELLOR).get("/questions", params={"school": SCHOOL})
    assert len(listed.json()["items"]) == 1
    assert (await harness.coordinator.get("/questions", params={"school": OTHER_SCHOOL})).json()["items"] == []


async def test_an_answer_to_an_older_version_is_refused(harness: Harness) -> None:
    path = f"/questions/{(await the_question(harness))['question_id']}/answer"
    stale = await harness.coordinator.post(path, json=STRIKE, headers={"If-Match": '"0"'})
    assert (stale.status_code, await person_count(harness)) == (412, 0)
    assert (await harness.coordinator.post(path, json=STRIKE, headers={"If-Match": '"1"'})).status_code == 200


async def test_an_answer_with_the_same_key_is_given_once(harness: Harness) -> None:
    path = f"/questions/{(await the_question(harness))['question_id']}/answer"
    for _ in range(2):
        answer = await harness.coordinator.post(path, json=STRIKE, headers={"Idempotency-Key": "once"})
        assert (answer.status_code, len(answer.json()["answers"])) == (200, 1)


async def test_a_question_that_lapsed_takes_no_answer(harness: Harness) -> None:
    path = f"/questions/{(await the_question(harness))['question_id']}/answer"
    present = mark(pupil="2", code="|", recorded_at="2026-10-06T09:00:00+02:00")
    await harness.coordinator.post("/attendance-records", json=present)
    refused = await harness.coordinator.post(path, json=STRIKE)
    assert (refused.status_code, refused.json()["allowed"]) == (409, [])


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"answer": "perhaps", "reason": "x"}, "answer"),
        ({"answer": "counts"}, "reason"),
        ({"answer": "counts", "reason": " "}, "reason"),
    ],
)
async def test_a_malformed_answer_is_refused(harness: Harness, body: dict[str, str], field: str) -> None:
    path = f"/questions/{(await the_question(harness))['question_id']}/answer"
    refused = await harness.coordinator.post(path, json=body)
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["field"] == field


async def test_an_unknown_question_is_not_found(harness: Harness) -> None:
    unknown = "/questions/019a0000-0000-7000-8000-000000000000"
    assert (await harness.coordinator.get(unknown)).status_code == 404
    assert (await harness.coordinator.post(unknown + "/answer", json=STRIKE)).status_code == 404
