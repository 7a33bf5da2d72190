"""Questions to the one point of contact of the education policy: asked, answered within a term, kept for a term."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from consultation.policy.application.purge_questions import purge_questions
from shared.runtime.clock import BRUSSELS

from .councils import council, posted, with_organisations
from .harness import Harness

ASKED = "/questions-to-coordinator"
QUESTION = {"text": "Wie zorgt voor het vervoer naar de bibliotheek?", "theme": "homework"}


@pytest.fixture
async def partners(harness: Harness) -> Harness:
    await harness.staff()
    await with_organisations(harness)
    return harness


async def asks(harness: Harness, organisation: str = "jeugd", **fields: Any) -> dict[str, Any]:
    """The question of a partner as it is answered."""
    async with harness.asking("partner", organisation=organisation) as client:
        response = await client.post(ASKED, json={**QUESTION, **fields})
    assert response.status_code == 201, response.text
    return response.json()


async def test_a_question_is_asked_answered_in_time_and_closed(partners: Harness):
    question = await asks(partners)
    assert [question[name] for name in ("organisation_id", "due_on", "status", "late")] == [
        "jeugd",
        "2026-11-27",
        "open",
        False,
    ]
    path = f"{ASKED}/{question['question_id']}"
    answered = await posted(partners, f"{path}/answer", {"answer": "De Jeugddienst."}, status=200)
    assert (answered["status"], answered["late"], answered["answer"]) == ("answered", False, "De Jeugddienst.")
    partners.clock.set(datetime(2026, 12, 24, 10, tzinfo=BRUSSELS))
    right = await posted(partners, f"{path}/answer", {"answer": "De Jeugddienst, met de bus."}, status=200)
    assert (right["answered_at"], right["late"]) == (answered["answered_at"], False)
    async with partners.asking("partner", organisation="jeugd") as client:
        assert (await client.post(f"{path}/answer", json={"answer": "Ik."})).status_code == 403
        closed = await client.post(f"{path}/close")
        assert (closed.json()["status"], closed.json()["version"]) == ("closed", 4)
        assert (await client.post(f"{path}/close")).status_code == 409
        assert (await client.get(ASKED, params={"status": "open"})).json()["items"] == []
    await posted(partners, f"{path}/answer", {"answer": "Nog iets."}, status=409)


async def test_a_question_that_waits_past_its_term_is_late_and_so_is_its_answer(partners: Harness):
    question = await asks(partners)
    partners.clock.set(datetime(2026, 11, 28, 10, tzinfo=BRUSSELS))
    async with partners.asking("coordinator") as client:
        assert [row["late"] for row in (await client.get(ASKED)).json()["items"]] == [True]
    late = await posted(partners, f"{ASKED}/{question['question_id']}/answer", {"answer": "Ja."}, status=200)
    assert late["late"] is True


async def test_who_asks_sees_the_questions_of_the_own_organisation_and_the_coordinator_all(partners: Harness):
    own, other = await asks(partners), await asks(partners, "clb-a")
    async with partners.asking("partner", organisation="jeugd") as client:
        assert [row["question_id"] for row in (await client.get(ASKED)).json()["items"]] == [own["question_id"]]
        assert (await client.get(f"{ASKED}/{own['question_id']}")).status_code == 200
        assert (await client.get(f"{ASKED}/{other['question_id']}")).status_code == 404
        assert (await client.post(f"{ASKED}/{other['question_id']}/close")).status_code == 404
    async with partners.asking("clb", contact="clb-1") as client:
        mine = await client.post(ASKED, json={"text": "Wanneer is het volgende overleg?"})
        assert mine.json()["asked_by"] == "clb-1"
        assert (await client.get(f"{ASKED}/{mine.json()['question_id']}")).status_code == 200
    async with partners.asking("caseworker", contact="worker-1") as client:
        assert (await client.get(ASKED)).json()["items"] == []
    async with partners.asking("coordinator") as client:
        first = (await client.get(ASKED, params={"limit": 2})).json()
        rest = (await client.get(ASKED, params={"limit": 2, "cursor": first["next"]})).json()
        assert len(first["items"]) + len(rest["items"]) == 3


async def test_what_no_question_can_be_is_named_by_its_field(partners: Harness):
    body = await council(partners)
    assert (await asks(partners, body_id=body["body_id"]))["body_id"] == body["body_id"]
    async with partners.asking("partner", organisation="jeugd") as client:
        for fields, field in (
            ({"text": " "}, "text"),
            ({"theme": "astrology"}, "theme"),
            ({"action_id": str(uuid4())}, "action_id"),
            ({"body_id": str(uuid4())}, "body_id"),
            ({"organisation_id": "clb-a"}, "organisation_id"),
        ):
            refused = await client.post(ASKED, json={**QUESTION, **fields})
            assert (refused.status_code, [error["field"] for error in refused.json()["errors"]]) == (422, [field])


async def test_questions_past_their_term_go_and_open_ones_stay(partners: Harness):
    done, still_open = await asks(partners), await asks(partners)
    await posted(partners, f"{ASKED}/{done['question_id']}/answer", {"answer": "Ja."}, status=200)
    partners.clock.set(datetime(2026, 12, 14, 10, tzinfo=BRUSSELS))
    for days, kept in ((40, 2), (30, 1)):
        await purge_questions(partners.units, clock=partners.clock, kept_for=timedelta(days=days))
        async with partners.asking("coordinator") as client:
            items = (await client.get(ASKED)).json()["items"]
        assert len(items) == kept
    assert [row["question_id"] for row in items] == [still_open["question_id"]]
