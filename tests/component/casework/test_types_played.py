"""Each type of case from opening to closing, over the API, as the people who use it would."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.tokens import bearer

from casework.testing.factories import CASE_TYPES
from shared.contracts.attendance_signals import EnrolmentFound, EnrolmentMissing

from .harness import SCHOOL, Harness, contact
from .of_types import opened


async def texts(harness: Harness, case: dict[str, Any]) -> list[str]:
    """What the timeline says but for meetings."""
    return [entry["text"] for entry in await harness.timeline(case["case_id"]) if "meeting" not in entry["kind"]]


async def done(harness: Harness, case: dict[str, Any], action: str, **body: Any) -> dict[str, Any]:
    answer = await harness.act(case["case_id"], action, **body)
    assert answer.status_code == 200, answer.text
    answered: dict[str, Any] = answer.json()
    return answered


async def test_a_toddler_that_is_too_seldom_there(harness: Harness) -> None:
    case = await opened(harness, "toddler-participation")
    assert (case["reference"], case["respond_by"], case["school"]) == ("KP-2026-000001", "2026-12-07", SCHOOL)
    await done(harness, case, "assign", assignee="cw-1")
    await done(harness, case, "assess", checks={"parents-contacted": True}, causes=["adjusting"])
    await done(harness, case, "start")
    closing = {"outcome": "attends-more", "reason": "komt elke dag"}
    refused = await harness.act(case["case_id"], "close", **closing)
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "causes")
    closed = await done(harness, case, "close", **closing, causes=["adjusting", "transport"])
    assert (closed["status"], closed["causes"]) == ("closed", ["adjusting", "transport"])
    assert await texts(harness, case) == [
        "Dossier geopend: de kleuter was 55 % van de halve dagen aanwezig. Reden: besproken",
        "Dossier toegewezen aan cw-1.",
        "Dossier bekeken. Ja: De school sprak met de ouders. Oorzaken: moeite met wennen.",
        "Opvolging gestart.",
        "Dossier afgesloten: is vaker aanwezig. Oorzaken: moeite met wennen, vervoer. Reden: komt elke dag",
    ]


async def test_a_newcomer_on_the_way_to_a_school(harness: Harness) -> None:
    case = await opened(harness, "newcomer")
    assert (case["reference"], case["school"], case["respond_by"]) == ("OK-2026-000001", None, "2026-11-30")
    some = {"of-age": True, "at-most-one-year-here": True}
    refused = await harness.act(case["case_id"], "assess", checks=some)
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "checks")
    every = dict.fromkeys(CASE_TYPES["newcomer"].checks, True) | {"school-place-found": False}
    assessed = await done(harness, case, "assess", checks=every)
    assert assessed["checks"] == every
    await done(harness, case, "assess", checks={"school-place-found": True})
    await done(harness, case, "start")
    refused = await harness.act(case["case_id"], "request-meeting")
    assert refused.status_code == 409
    assert (await done(harness, case, "close", outcome="follows-okan", reason="gestart"))["outcome"] == "follows-okan"
    assert (await texts(harness, case))[-1] == "Dossier afgesloten: volgt OKAN. Reden: gestart"


async def test_bullying_that_a_school_reports(harness: Harness) -> None:
    await harness.receive(contact("coach-1", "youth-coach"), "coach-1")
    case = await opened(harness, "bullying")
    assert (case["reference"], case["pupil"] is not None) == ("AP-2026-000001", True)
    coach = bearer("youth-coach", contact="coach-1")
    body = {"case_type": "bullying", "school": SCHOOL, "pupil": case["pupil"], "code": "exclusion"}
    assert (await harness.http.post("/reports", json=body, headers=bearer("school", school=SCHOOL))).status_code == 201
    await done(harness, case, "assign", assignee="coach-1")
    written = {"outcome": "stopped", "causes": ["in-class"], "reason": "over een kind"}
    assert (await harness.act(case["case_id"], "close", **written)).json()["errors"][0]["field"] == "reason"
    for action, said in (
        ("assess", {"checks": {"safe-now": True, "plan-of-school": True}}),
        ("start", {}),
        ("close", {"outcome": "stopped", "causes": ["in-class"]}),
    ):
        answer = await harness.http.post(f"/cases/{case['case_id']}/{action}", json=said, headers=coach)
        assert answer.status_code == 200, answer.text
    assert await texts(harness, case) == [
        "Dossier geopend na een melding: online.",
        "Nog een melding: uitsluiten.",
        "Dossier toegewezen aan coach-1.",
        "Dossier bekeken. Ja: De leerling is nu veilig, De school heeft een plan.",
        "Opvolging gestart.",
        "Dossier afgesloten: het pesten is gestopt. Oorzaken: in de klas.",
    ]


async def test_events_say_that_there_is_a_case_of_bullying_and_nothing_else_of_it(harness: Harness) -> None:
    case = await opened(harness, "bullying")
    await done(harness, case, "close", outcome="stopped", causes=["in-class"])
    await done(harness, case, "reopen", reason="toch niet")
    (opened_, first), (closed, last), (reopened, again) = await harness.sent()
    assert (opened_, closed, reopened) == ("case-opened.v1", "case-closed.v1", "case-reopened.v1")
    everywhere = {"case_id": case["case_id"], "reference": case["reference"], "case_type": "bullying"}
    began = {**everywhere, "person_id": case["person_id"], "school_year": "2026-2027"}
    assert first == {**began, "opened_at": first["opened_at"]}
    assert again == {**began, "opened_at": again["opened_at"]}
    assert last == {**everywhere, "outcome": "closed", "reason": "closed-by-caseworker"}


async def test_a_youth_coach_and_a_youngster_at_risk(harness: Harness) -> None:
    await harness.receive(contact("coach-1", "youth-coach", SCHOOL), "coach-1")
    coach = bearer("youth-coach", contact="coach-1")
    case = await opened(harness, "dropout-risk")
    path = f"/cases/{case['case_id']}"
    assert case["reference"] == "JC-2026-000001"
    seen = (await harness.http.get(path, headers=coach)).json()
    assert (seen["given_name"], seen["family_name"], seen["actions"]) == ("Amina", None, [])
    assert (await harness.http.post(f"{path}/start", headers=coach)).status_code == 403
    await done(harness, case, "assign", assignee="coach-1")

    async def act(action: str, **body: Any) -> dict[str, Any]:
        answer = await harness.http.post(f"{path}/{action}", json=body or None, headers=coach)
        assert answer.status_code == 200, answer.text
        answered: dict[str, Any] = answer.json()
        return answered

    await act("assess", checks={"agrees-to-coaching": True}, causes=["study-choice"])
    await act("start")
    await act("tasks", text="stage zoeken", owner="coach-1", due="2026-12-01")
    await act("contacts", on="2026-11-23", party="pupil", means="talk", text="intake")
    closing = {"outcome": "stays-at-school", "reason": "gaat goed", "causes": ["study-choice"]}
    refused = await harness.http.post(f"{path}/close", json=closing, headers=coach)
    [task_id] = refused.json()["tasks"]
    await act(f"tasks/{task_id}/done")
    assert (await act("close", **closing))["status"] == "closed"
    assert (await texts(harness, case))[-1] == (
        "Dossier afgesloten: blijft op school. Oorzaken: studiekeuze. Reden: gaat goed"
    )


@pytest.mark.parametrize(("case_type", "outcome"), [("truancy", "attends-again"), ("not-enrolled", "enrolled")])
async def test_types_of_before_close_as_they_did(harness: Harness, case_type: str, outcome: str) -> None:
    case = await opened(harness, case_type)
    await done(harness, case, "start")
    closed = await done(harness, case, "close", outcome=outcome, reason="reden")
    assert (closed["status"], closed["outcome"], closed["causes"]) == ("closed", outcome, [])


async def test_a_child_that_is_found_after_it_was_looked_into(harness: Harness) -> None:
    gap: dict[str, Any] = {
        "signal_id": uuid4(),
        "person_id": uuid4(),
        "school_year": "2026-2027",
        "reference_date": "2026-10-01",
    }
    person_id: UUID = gap["person_id"]
    await harness.receive(EnrolmentMissing.model_validate(gap), str(person_id))
    case = await harness.only_case()
    await done(harness, case, "assess", checks={})
    await harness.receive(EnrolmentFound.model_validate(gap), str(person_id), sequence=2)
    assert (await done(harness, case, "resume"))["status"] == "assessment"


async def test_the_definitions_say_what_the_types_are(harness: Harness) -> None:
    items = {item["case_type"]: item for item in (await harness.http.get("/case-types")).json()["items"]}
    assert items.keys() == set(CASE_TYPES.names)
    truancy = items["truancy"]
    assert (truancy["text"], truancy["version"], truancy["prefix"]) == ("problematische afwezigheden", 1, "SP")
    assert truancy["actions"] == [
        *("assign", "assess", "start", "hold", "resume", "monitor", "request-meeting"),
        *("withdraw", "close", "reopen", "transfer"),
    ]
    assert truancy["outcomes"][0] == {"code": "attends-again", "text": "gaat weer naar school"}
    assert (truancy["respond_by_school_days"], truancy["closure_requires"]) == (5, ["reason"])
    assert (truancy["closure_needs_approval"], truancy["meeting"]["meeting_type"]) == (False, "care-meeting")
    bullying = items["bullying"]
    assert ("monitoring" in truancy["states"], "monitoring" in bullying["states"]) == (True, False)
    assert (truancy["closure_takes_reason"], bullying["closure_takes_reason"]) == (True, False)
    assert (bullying["opened_by"], bullying["terms"], bullying["closure_requires"]) == (
        ["report"],
        {"active": 20},
        ["causes"],
    )
    assert [word["code"] for word in bullying["report_codes"]][:2] == ["verbal", "physical"]
    assert (items["newcomer"]["assessment_requires"], items["newcomer"]["at_school"]) == (["checks"], False)
    assert items["dropout-risk"]["acted_on_by"] == ["youth-coach"]
    for item in items.values():
        for words in (item["outcomes"], item["causes"], item["checks"]):
            assert all(word["text"] != word["code"] for word in words)
