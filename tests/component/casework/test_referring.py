"""Referrals and consents over HTTP: nothing is shared before a consent, and whoever was asked answers."""

from datetime import timedelta
from typing import Any

import httpx
import pytest
from tests.tokens import bearer

from casework.application.end_consents import watch_consents
from casework.application.purge_referrals import purge_referrals

from .harness import OTHER_SCHOOL, SCHOOL, Harness, contact
from .of_types import opened

CLB = bearer("clb", contact="clb-1")
COACH = bearer("youth-coach", contact="coach-1")
PUPIL = {"on": "2026-11-20", "given_by": "pupil", "until": "2027-06-30"}
ROLES = {"clb": "clb", "coach": "youth-coach", "c": "counsellor"}


async def a_case(harness: Harness, case_type: str = "truancy") -> str:
    """A case, with somebody of each role who can be asked."""
    for name, role in ROLES.items():
        for number in (1, 2):
            contact_id = f"{name}-{number}"
            await harness.receive(contact(contact_id, role, OTHER_SCHOOL), contact_id)
    case_id: str = (await opened(harness, case_type))["case_id"]
    return case_id


async def consent(harness: Harness, case_id: str, purpose: str, **fields: Any) -> httpx.Response:
    body = {"purpose": f"share-with-{purpose}", **PUPIL, **fields}
    return await harness.http.post(f"/cases/{case_id}/consents", json=body)


async def refer(harness: Harness, case_id: str, to: str, reason: str = "guidance", **who: str) -> httpx.Response:
    return await harness.http.post(f"/cases/{case_id}/refer", json={"to": to, "reason_code": reason, **who})


async def referred(harness: Harness, case_id: str, to: str, **who: str) -> str:
    """The path of a new referral, with its consent."""
    purpose = "school" if to == "counsellor" else to
    assert (await consent(harness, case_id, purpose)).status_code == 200
    answer = await refer(harness, case_id, to, **who)
    assert answer.status_code == 200, answer.text
    return answer.headers["Location"]


async def test_a_clb_is_asked_after_a_consent_and_answers_by_its_words(harness: Harness) -> None:
    case_id = await a_case(harness)
    refused = await refer(harness, case_id, "clb", contact="clb-1")
    assert (refused.status_code, refused.json()["missing"]) == (409, "consent")
    assert refused.json()["purpose"] == "share-with-clb"
    path = await referred(harness, case_id, "clb", contact="clb-1")
    for step, status in (("accept", 409), ("complete", 409)):
        assert (await harness.http.post(f"{path}/{step}", headers=CLB)).status_code == status
    assert (await harness.http.post(f"{path}/withdraw", headers=CLB)).status_code == 403
    for word in ("received", "taken-up", "closed"):
        answered = await harness.http.post(f"{path}/answer", json={"answer": word, "text": "kanarie"}, headers=CLB)
        assert (answered.status_code, answered.json()["status"]) == (200, word)
    again = await harness.http.post(f"{path}/answer", json={"answer": "received"}, headers=CLB)
    assert (again.status_code, again.json()["allowed"]) == (409, [])
    told = [(name, data) for name, data in await harness.sent() if name.startswith(("referral", "consent"))]
    assert [(name, data.get("answer")) for name, data in told] == [
        ("consent-recorded.v1", None),
        ("referral-asked.v1", None),
        ("referral-answered.v1", "received"),
        ("referral-answered.v1", "taken-up"),
        ("referral-answered.v1", "closed"),
    ]
    assert told[0][1]["purpose"] == "share-with-clb"
    assert (told[0][1]["until"], told[1][1]["contact_id"]) == ("2027-06-30", "clb-1")
    assert "kanarie" not in str(await harness.sent()) + str(await harness.timeline(case_id))
    assert [entry["kind"] for entry in await harness.timeline(case_id)][-5:] == [
        "consent-recorded",
        "referral-asked",
        *["referral-answered"] * 3,
    ]


async def test_a_naft_is_asked_through_a_clb_that_took_the_case_up(harness: Harness) -> None:
    case_id = await a_case(harness)
    await consent(harness, case_id, "naft")
    refused = await refer(harness, case_id, "naft", "flexible-trajectory", name="Arktos")
    assert (refused.status_code, refused.json()["missing"]) == (409, "clb-taken-up")
    path = await referred(harness, case_id, "clb", contact="clb-1")
    await harness.http.post(f"{path}/answer", json={"answer": "taken-up"}, headers=CLB)
    asked = await refer(harness, case_id, "naft", "flexible-trajectory", name="Arktos")
    naft = asked.headers["Location"]
    declined = await harness.http.post(f"{naft}/decline", json={"reason_code": "no-place"})
    assert (declined.json()["status"], declined.json()["decline_reason"]) == ("declined", "no-place")


async def test_who_is_asked_sees_what_the_table_has_and_others_nothing(harness: Harness) -> None:
    case_id = await a_case(harness)
    path = await referred(harness, case_id, "youth-coach", contact="coach-1")
    seen = (await harness.http.get(path, headers=COACH)).json()
    assert (seen["given_name"], seen["family_name"], seen["school"]) == ("Amina", None, SCHOOL)
    assert (seen["case_id"], seen["case_type"], seen["actions"]) == (None, "truancy", ["accept", "decline"])
    assert (await harness.http.get(f"/cases/{case_id}", headers=COACH)).status_code == 404
    listed = await harness.http.get("/referrals", params={"status": "asked"}, headers=COACH)
    assert [item["referral_id"] for item in listed.json()["items"]] == [seen["referral_id"]]
    for other in (bearer("youth-coach", contact="coach-2"), bearer("clb", contact="coach-1"), CLB):
        assert (await harness.http.get(path, headers=other)).status_code == 404
        assert (await harness.http.post(f"{path}/accept", headers=other)).status_code == 404
        assert (await harness.http.get("/referrals", headers=other)).json()["items"] == []
    for nobody in (bearer("operator"), bearer("school", school=SCHOOL)):
        assert (await harness.http.get("/referrals", headers=nobody)).status_code == 403
    assert (await harness.http.get(f"/cases/{case_id}/referrals", headers=COACH)).status_code == 404
    assert len((await harness.http.get("/referrals")).json()["items"]) == 1
    assert (await harness.http.get("/referrals", params={"mine": True})).json()["items"] == []
    stale = await harness.http.post(f"{path}/withdraw", headers={"If-Match": '"7"'})
    assert stale.status_code == 412
    assert (await harness.http.post(f"{path}/withdraw", headers={"If-Match": '"1"'})).json()["status"] == "withdrawn"
    over = (await harness.http.get(path, headers=COACH)).json()
    assert (over["given_name"], over["school"], over["actions"]) == (None, None, [])


async def test_a_coach_who_accepts_gets_a_case_of_the_coachs_own(harness: Harness) -> None:
    case_id = await a_case(harness, "toddler-participation")
    path = await referred(harness, case_id, "youth-coach", contact="coach-1")
    accepted = (await harness.http.post(f"{path}/accept", headers=COACH)).json()
    assert accepted["status"] == "accepted"
    own = (await harness.http.get(f"/cases/{accepted['led_to']}", headers=COACH)).json()
    assert (own["case_type"], own["assignee"], own["school"]) == ("dropout-risk", "coach-1", SCHOOL)
    [ground] = own["grounds"]
    assert (ground["kind"], ground["id"]) == ("referral", accepted["referral_id"])
    [first] = await harness.cases(case_type="toddler-participation")
    assert (first["assignee"], first["status"]) == (None, "new")
    started = await harness.http.post(f"/cases/{own['case_id']}/start", headers=COACH)
    assert started.json()["status"] == "active"
    assert (await harness.http.post(f"{path}/complete", headers=COACH)).json()["status"] == "done"
    second = await referred(harness, case_id, "youth-coach", contact="coach-2")
    other = bearer("youth-coach", contact="coach-2")
    again = (await harness.http.post(f"{second}/accept", headers=other)).json()
    assert again["led_to"] == own["case_id"]
    assert (await harness.cases(case_type="dropout-risk"))[0]["assignee"] == "coach-2"


async def test_a_coach_who_accepts_a_case_that_coaches_act_on_gets_that_case(harness: Harness) -> None:
    case_id = await a_case(harness, "bullying")
    path = await referred(harness, case_id, "youth-coach", contact="coach-1")
    assert (await harness.http.get(path, headers=COACH)).json()["reference"] is not None
    assert (await harness.http.post(f"{path}/accept", headers=COACH)).json()["led_to"] == case_id
    assert (await harness.only_case())["assignee"] == "coach-1"
    assert (await harness.http.get(f"/cases/{case_id}/referrals", headers=COACH)).json()["items"][0][
        "case_id"
    ] == case_id
    assert not [name for name in await harness.sent_types() if name.startswith(("referral", "consent"))]


async def test_a_consent_ends_by_a_person_or_after_its_last_day(harness: Harness) -> None:
    case_id = await a_case(harness)
    await consent(harness, case_id, "clb", until="2026-11-23")
    await consent(harness, case_id, "municipality", given_by=None, until=None, not_needed="legal-duty")
    first, second = (await harness.http.get(f"/cases/{case_id}/consents")).json()["items"]
    assert (first["holds"], second["holds"], second["not_needed"]) == (True, True, "legal-duty")
    ended = await harness.http.post(f"/consents/{second['consent_id']}/end")
    assert (ended.json()["holds"], ended.json()["ending"], ended.json()["ended_by"]) == (False, "withdrawn", "cw-1")
    assert (await harness.http.post(f"/consents/{second['consent_id']}/end")).status_code == 409
    assert (await harness.http.post(f"/consents/{second['consent_id']}/end", headers=COACH)).status_code == 404
    await watch_consents(harness.service.units, clock=harness.clock)
    assert (await harness.http.get(f"/cases/{case_id}/consents")).json()["items"][0]["holds"]
    harness.clock.advance(timedelta(days=1))
    await watch_consents(harness.service.units, clock=harness.clock)
    await watch_consents(harness.service.units, clock=harness.clock)
    past = (await harness.http.get(f"/cases/{case_id}/consents")).json()["items"][0]
    assert (past["holds"], past["ending"], past["ended_by"]) == (False, "past", "casework")
    assert (await harness.sent_types())[-4:] == ["consent-recorded.v1"] * 2 + ["consent-ended.v1"] * 2
    assert (await refer(harness, case_id, "clb", contact="clb-1")).status_code == 409


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"to": "clb", "contact": "coach-1"}, "contact"),
        ({"to": "clb", "contact": "nobody"}, "contact"),
        ({"to": "clb"}, "contact"),
        ({"to": "municipality", "contact": "clb-1"}, "name"),
        ({"to": "police", "name": "x"}, "to"),
        ({"to": "clb", "contact": "clb-1", "reason_code": "luck"}, "reason_code"),
    ],
)
async def test_a_wrong_field_is_named(harness: Harness, body: dict[str, str], field: str) -> None:
    case_id = await a_case(harness)
    answer = await harness.http.post(f"/cases/{case_id}/refer", json={"reason_code": "guidance", **body})
    assert (answer.status_code, [error["field"] for error in answer.json()["errors"]]) == (422, [field])
    law = await consent(harness, case_id, "clb", given_by="parents")
    assert (law.status_code, law.json()["errors"][0]["field"]) == (422, "instead_of_pupil")


async def test_they_are_kept_for_their_term_after_the_case_has_ended(harness: Harness) -> None:
    case_id = await a_case(harness)
    path = await referred(harness, case_id, "clb", contact="clb-1")
    await harness.act(case_id, "start")
    await harness.act(case_id, "close", outcome="other", reason="klaar")
    for days, kept_days, status in ((0, None, 200), (10, 10, 200), (11, 10, 404)):
        harness.clock.set(harness.clock.now() + timedelta(days=days))
        await purge_referrals(harness.service.units, clock=harness.clock, kept_days=kept_days)
        assert (await harness.http.get(path)).status_code == status
        harness.clock.set(harness.clock.now() - timedelta(days=days))


async def test_a_referral_waits_in_the_worklist_of_who_was_asked_and_acts_too(harness: Harness) -> None:
    case_id = await a_case(harness)
    await harness.act(case_id, "assign", assignee="cw-1")
    path = await referred(harness, case_id, "youth-coach", contact="coach-1")
    asked = bearer("caseworker", "youth-coach", contact="coach-1")
    [item] = (await harness.http.get("/worklist", headers=asked)).json()["items"]
    assert (item["case_id"], item["why"]) == (case_id, [{"kind": "referral", "due": None}])
    await harness.http.post(f"{path}/decline", json={"reason_code": "no-place"}, headers=asked)
    assert (await harness.http.get("/worklist", headers=asked)).json()["items"] == []


async def test_who_is_asked_sees_no_name_once_the_consent_has_ended(harness: Harness) -> None:
    case_id = await a_case(harness)
    path = await referred(harness, case_id, "youth-coach", contact="coach-1")
    assert (await harness.http.get(path, headers=COACH)).json()["given_name"] == "Amina"
    [given] = (await harness.http.get(f"/cases/{case_id}/consents")).json()["items"]
    await harness.http.post(f"/consents/{given['consent_id']}/end")
    seen = (await harness.http.get(path, headers=COACH)).json()
    assert (seen["given_name"], seen["school"], seen["status"]) == (None, None, "asked")
    [listed] = (await harness.http.get("/referrals", headers=COACH)).json()["items"]
    assert (listed["given_name"], listed["school"]) == (None, None)
    assert (await harness.http.get(path)).json()["given_name"] == "Amina"
