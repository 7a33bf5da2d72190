"""What caseworkers do, through the API."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from alembic import command
from sqlalchemy import Connection

from casework.app import MIGRATIONS
from shared.runtime.clock import BRUSSELS
from shared.service.migrating import config
from shared.testing.logs import Logs

from .harness import OTHER_SCHOOL, SCHOOL, Harness, contact, level_reached, level_withdrawn, person


@pytest.fixture
async def case(harness: Harness) -> dict[str, Any]:
    signal = level_reached()
    await harness.receive(signal, str(signal.person_id))
    return await harness.only_case()


async def test_a_case_is_worked_from_start_to_end(harness: Harness, case: dict[str, Any]) -> None:
    case_id = case["case_id"]
    await harness.meeting_is_over(case_id)
    steps: list[tuple[str, dict[str, Any], str]] = [
        ("assign", {"assignee": "cw-1"}, "new"),
        ("start", {}, "active"),
        ("hold", {"until": "2026-11-30", "reason": "wacht op de school"}, "on-hold"),
        ("resume", {}, "active"),
        ("request-meeting", {}, "active"),
        ("close", {"outcome": "guided-by-clb", "reason": "CLB neemt over"}, "closed"),
        ("reopen", {"reason": "toch niet"}, "active"),
    ]
    for version, (action, body, status) in enumerate(steps, 2):
        answer = await harness.act(case_id, action, **body)
        assert answer.status_code == 200, answer.text
        assert (answer.json()["status"], answer.json()["version"]) == (status, version)
        assert answer.headers["ETag"] == f'"{version}"'
    assert (await harness.sent_types())[2:] == [
        "case-assigned.v1",
        "meeting-requested.v1",
        "case-closed.v1",
        "case-reopened.v1",
        "meeting-requested.v1",
    ]
    told = dict(await harness.sent())
    assert told["case-assigned.v1"]["assignee"] == "cw-1"
    assert (told["case-closed.v1"]["outcome"], told["case-closed.v1"]["reason"]) == (
        "guided-by-clb",
        "closed-by-caseworker",
    )
    entries = await harness.timeline(case_id)
    assert {entry["by"] for entry in entries} == {"attendance", "consultation", "cw-1"}
    assert "Dossier afgesloten: in begeleiding bij het CLB. Reden: CLB neemt over" in [e["text"] for e in entries]


async def test_a_kept_case_goes_back_and_says_so(harness: Harness) -> None:
    signal = level_reached()
    await harness.receive(signal, str(signal.person_id))
    case = await harness.only_case()
    await harness.act(case["case_id"], "start")
    await harness.receive(level_withdrawn(signal), str(signal.person_id), sequence=2)
    kept = (await harness.act(case["case_id"], "resume")).json()
    assert kept["status"] == "active"
    name, told = (await harness.sent())[-1]
    assert (name, told["reason"]) == ("withdrawal-dropped.v1", "kept-by-caseworker")


async def test_an_illegal_transition_names_what_is_possible(harness: Harness, case: dict[str, Any]) -> None:
    refused = await harness.act(case["case_id"], "withdraw", reason="reden")
    assert refused.status_code == 409
    assert refused.headers["content-type"] == "application/problem+json"
    problem = refused.json()
    assert problem["type"] == "urn:flankerend:problem:illegal-transition"
    assert problem["allowed"] == ["assign", "assess", "start", "hold", "request-meeting", "close", "transfer"]
    assert (await harness.only_case())["version"] == 1


async def test_if_match_is_checked_when_sent(harness: Harness, case: dict[str, Any]) -> None:
    url = f"/cases/{case['case_id']}/start"
    stale = await harness.http.post(url, headers={"If-Match": '"7"'})
    assert stale.status_code == 412
    fresh = await harness.http.post(url, headers={"If-Match": '"1"'})
    assert (fresh.status_code, fresh.headers["ETag"]) == (200, '"2"')


async def test_an_idempotency_key_acts_once(harness: Harness, case: dict[str, Any]) -> None:
    url, headers = f"/cases/{case['case_id']}/start", {"Idempotency-Key": "once"}
    first = await harness.http.post(url, headers=headers)
    again = await harness.http.post(url, headers=headers)
    assert (first.status_code, again.status_code, again.json()) == (200, 200, first.json())


@pytest.mark.parametrize(
    ("action", "body", "field"),
    [
        ("assign", {}, "assignee"),
        ("assign", {"assignee": "not a contact id"}, "assignee"),
        ("hold", {"until": "soon", "reason": "reden"}, "until"),
        ("hold", {"until": 1799971200, "reason": "reden"}, "until"),
        ("hold", {"until": "2026-11-22", "reason": "reden"}, "until"),
        ("hold", {"until": "2026-11-30"}, "reason"),
        ("close", {"outcome": "gone", "reason": "reden"}, "outcome"),
        ("close", {"reason": "reden"}, "outcome"),
        ("close", {"outcome": "other", "reason": "  "}, "reason"),
        ("reopen", {"reason": "x" * 2001}, "reason"),
        ("notes", {"text": ""}, "text"),
        ("tasks", {"text": "bellen", "owner": "cw-1", "due": "2026-11-01"}, "due"),
        ("contacts", {"on": "2026-11-24", "party": "parents", "means": "phone", "text": "x"}, "on"),
        ("contacts", {"on": "2026-11-20", "party": "nobody", "means": "phone", "text": "x"}, "party"),
    ],
)
async def test_a_wrong_field_is_named(
    harness: Harness, case: dict[str, Any], action: str, body: dict[str, Any], field: str
) -> None:
    answer = await harness.http.post(f"/cases/{case['case_id']}/{action}", json=body)
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == [field]
    assert (await harness.only_case())["version"] == 1


@pytest.mark.parametrize("action", ["start", "resume", "request-meeting"])
async def test_a_case_that_is_not_there_is_404(harness: Harness, action: str) -> None:
    assert (await harness.act(str(uuid4()), action)).status_code == 404
    assert (await harness.http.get(f"/cases/{uuid4()}/timeline")).status_code == 404


class TestByHand:
    async def test_a_case_is_opened_for_a_person(self, harness: Harness) -> None:
        person_id = uuid4()
        await harness.receive(person(person_id, (SCHOOL, "P-1")), str(person_id))
        body = {"case_type": "truancy", "person_id": str(person_id), "reason": "melding van de school"}
        answer = await harness.http.post("/cases", json=body)
        assert answer.status_code == 201
        case = answer.json()
        assert answer.headers["Location"] == f"/cases/{case['case_id']}"
        assert answer.headers["ETag"] == '"1"'
        assert (case["school"], case["pupil"], case["level"], case["status"]) == (SCHOOL, "P-1", None, "new")
        assert (case["school_year"], case["reference"]) == ("2026-2027", "SP-2026-000001")
        (opened, told), (asked, _) = await harness.sent()
        assert (opened, asked) == ("case-opened.v1", "meeting-requested.v1")
        assert {"signal_id", "level", "count", "half_days"}.isdisjoint(told)
        assert told["grounds"] == [{"kind": "hand", "since": "2026-11-23"}]

    async def test_or_for_a_pupil_in_a_schools_register(self, harness: Harness) -> None:
        person_id = uuid4()
        await harness.receive(person(person_id, (SCHOOL, "P-1"), (OTHER_SCHOOL, "P-2")), str(person_id))
        body = {"case_type": "truancy", "school": SCHOOL, "pupil": "P-1", "reason": "reden"}
        case = (await harness.http.post("/cases", json=body)).json()
        assert (case["person_id"], case["school"], case["pupil"]) == (str(person_id), SCHOOL, "P-1")

    async def test_it_is_at_the_school_of_now_and_not_at_that_of_next_year(self, harness: Harness) -> None:
        person_id = uuid4()
        told = person(person_id, (SCHOOL, "P-1"), (OTHER_SCHOOL, "P-2"))
        here, there = told.enrolments
        later = there.model_copy(update={"valid_from": date(2027, 9, 1)})
        await harness.receive(told.model_copy(update={"enrolments": (here, later)}), str(person_id))
        body = {"case_type": "truancy", "person_id": str(person_id), "reason": "melding van de school"}
        case = (await harness.http.post("/cases", json=body)).json()
        assert (case["school"], case["pupil"]) == (SCHOOL, "P-1")

    async def test_not_beside_an_open_one(self, harness: Harness) -> None:
        signal = level_reached()
        await harness.receive(person(signal.person_id, (SCHOOL, "P-1")), str(signal.person_id))
        await harness.receive(signal, str(signal.person_id))
        body = {"case_type": "truancy", "person_id": str(signal.person_id), "reason": "reden"}
        answer = await harness.http.post("/cases", json=body)
        assert answer.status_code == 409
        assert "SP-2026-000001" in answer.json()["detail"]

    @pytest.mark.parametrize(
        ("who", "field"),
        [
            ({"person_id": str(uuid4())}, "person_id"),
            ({"school": SCHOOL, "pupil": "P-9"}, "pupil"),
            ({"school": SCHOOL}, "person_id"),
            ({}, "person_id"),
            ({"person_id": str(uuid4()), "school": SCHOOL, "pupil": "P-1"}, "person_id"),
            ({"person_id": "me"}, "person_id"),
            ({"school": "12", "pupil": "P-1"}, "school"),
        ],
    )
    async def test_nor_for_somebody_unknown(self, harness: Harness, who: dict[str, str], field: str) -> None:
        answer = await harness.http.post("/cases", json={"case_type": "truancy", "reason": "reden", **who})
        assert answer.status_code == 422
        assert [error["field"] for error in answer.json()["errors"]] == [field]

    async def test_nor_of_an_unknown_type(self, harness: Harness) -> None:
        body = {"case_type": "theft", "person_id": str(uuid4()), "reason": "reden"}
        assert (await harness.http.post("/cases", json=body)).status_code == 422


class TestCaseFile:
    async def test_notes_are_kept_apart_from_the_timeline(self, harness: Harness, case: dict[str, Any]) -> None:
        for text in ("eerste", "tweede"):
            answer = await harness.act(case["case_id"], "notes", text=text)
            assert (answer.status_code, answer.json()["version"]) == (200, 1)
        page = (await harness.http.get(f"/cases/{case['case_id']}/notes", params={"limit": 1})).json()
        assert [note["text"] for note in page["items"]] == ["eerste"]
        params = {"cursor": page["next"]}
        rest = (await harness.http.get(f"/cases/{case['case_id']}/notes", params=params)).json()
        assert [(note["text"], note["by"]) for note in rest["items"]] == [("tweede", "cw-1")]
        assert "eerste" not in str(await harness.timeline(case["case_id"]))

    async def test_a_task_has_an_owner_a_day_and_an_end(self, harness: Harness, case: dict[str, Any]) -> None:
        await harness.receive(contact("cw-2", "caseworker"), "cw-2")
        url = f"/cases/{case['case_id']}/tasks"
        await harness.act(case["case_id"], "tasks", text="ouders bellen", owner="cw-2", due="2026-11-25")
        [task] = (await harness.http.get(url)).json()["items"]
        assert (task["owner"], task["due"], task["done_at"]) == ("cw-2", "2026-11-25", None)
        for _ in range(2):
            assert (await harness.http.post(f"{url}/{task['task_id']}/done")).status_code == 200
        [done] = (await harness.http.get(url)).json()["items"]
        assert done["done_at"] == "2026-11-23T09:00:00+01:00"
        assert (await harness.http.post(f"{url}/{uuid4()}/done")).status_code == 404
        told = [entry["text"] for entry in await harness.timeline(case["case_id"]) if entry["kind"] == "task-done"]
        assert told == ["Taak gedaan. Ze was te doen tegen 25/11/2026."]

    async def test_contacts_are_kept(self, harness: Harness, case: dict[str, Any]) -> None:
        body = {"on": "2026-11-20", "party": "parents", "means": "phone", "text": "geen antwoord"}
        await harness.act(case["case_id"], "contacts", **body, reached=False)
        [kept] = (await harness.http.get(f"/cases/{case['case_id']}/contacts")).json()["items"]
        assert {name: kept[name] for name in body} == body
        await harness.act(case["case_id"], "contacts", **body)
        told = [entry for entry in await harness.timeline(case["case_id"]) if entry["kind"].startswith("contact-")]
        assert [(entry["text"], entry["by"], entry["visibility"]) for entry in told] == [
            ("Op 20/11/2026 tevergeefs contact gezocht met de ouders, per telefoon.", "cw-1", "team"),
            ("Contact op 20/11/2026 met de ouders, per telefoon.", "cw-1", "team"),
        ]

    @pytest.mark.parametrize("part", ["notes", "tasks", "contacts"])
    async def test_an_unknown_case_has_none(self, harness: Harness, part: str) -> None:
        assert (await harness.http.get(f"/cases/{uuid4()}/{part}")).status_code == 404


def migrated_again(connection: Connection) -> None:
    """Go back to before holds ended by themselves, and migrate."""
    alembic = config(MIGRATIONS)
    alembic.attributes["connection"] = connection
    command.downgrade(alembic, "2026_11_23_not_enrolled")
    command.upgrade(alembic, "head")


class TestDeadlines:
    async def run(self, harness: Harness) -> None:
        await harness.service.tickers[0]._job()

    async def test_a_hold_ends_by_itself_once_its_last_day_has_passed(
        self, harness: Harness, case: dict[str, Any]
    ) -> None:
        await harness.act(case["case_id"], "start")
        await harness.act(case["case_id"], "hold", until="2026-11-30", reason="reden")
        harness.clock.set(datetime(2026, 11, 30, 23, 59, tzinfo=BRUSSELS))
        await self.run(harness)
        assert (await harness.timeline(case["case_id"]))[-1]["kind"] == "held"
        harness.clock.advance(timedelta(minutes=1))
        for _ in range(2):
            await self.run(harness)
        entries = await harness.timeline(case["case_id"])
        assert [entry["kind"] for entry in entries[-2:]] == ["held", "resumed"]
        assert (entries[-1]["by"], entries[-1]["event_id"]) == ("casework", None)
        assert "door het systeem" in entries[-1]["text"]
        found = await harness.only_case()
        assert (found["status"], found["hold_until"]) == ("active", None)

    async def test_a_hold_that_was_moved_ends_on_its_new_day(self, harness: Harness, case: dict[str, Any]) -> None:
        for until in ("2026-11-24", "2026-11-26"):
            await harness.act(case["case_id"], "hold", until=until, reason="reden")
        harness.clock.advance(timedelta(days=2))
        await self.run(harness)
        assert (await harness.only_case())["status"] == "on-hold"
        harness.clock.advance(timedelta(days=2))
        await self.run(harness)
        assert (await harness.only_case())["status"] == "new"

    async def test_a_hold_that_was_only_noted_before_holds_ended_by_themselves_ends_too(
        self, harness: Harness, case: dict[str, Any]
    ) -> None:
        await harness.act(case["case_id"], "hold", until="2026-11-24", reason="reden")
        async with harness.service.engine.begin() as connection:
            await connection.exec_driver_sql("UPDATE deadline SET noticed_at = now()")
            await connection.run_sync(migrated_again)
        await self.run(harness)
        assert (await harness.only_case())["status"] == "on-hold"
        harness.clock.advance(timedelta(days=2))
        await self.run(harness)
        assert (await harness.only_case())["status"] == "new"

    async def test_a_case_nobody_began_with_is_overdue(self, harness: Harness, case: dict[str, Any]) -> None:
        harness.clock.set(datetime(2026, 12, 1, 0, 0, tzinfo=BRUSSELS))
        await self.run(harness)
        assert (await harness.timeline(case["case_id"]))[-1]["kind"] == "response-overdue"

    async def test_one_that_was_started_is_not(self, harness: Harness, case: dict[str, Any]) -> None:
        await harness.act(case["case_id"], "start")
        harness.clock.set(datetime(2026, 12, 1, 0, 0, tzinfo=BRUSSELS))
        await self.run(harness)
        assert (await harness.timeline(case["case_id"]))[-1]["kind"] == "started"


async def test_free_text_is_in_no_event_and_no_log(harness: Harness, case: dict[str, Any], logs: Logs) -> None:
    canary = "kanarievogel"
    bodies: dict[str, dict[str, str]] = {
        "notes": {"text": canary},
        "hold": {"until": "2026-11-30", "reason": canary},
        "close": {"outcome": "other", "reason": canary},
    }
    for action, body in bodies.items():
        assert (await harness.act(case["case_id"], action, **body)).status_code == 200
    assert canary not in str(await harness.sent())
    assert logs.lines("case.closed")
    assert canary not in logs.text
