"""Cases that belong together are linked by hand, and a reader sees a link only to a case that the reader may see."""

from typing import Any
from uuid import UUID, uuid4

import httpx
from tests.tokens import bearer

from shared.contracts.attendance_persons import PersonMerged

from .harness import OTHER_SCHOOL, SCHOOL, Harness, contact
from .of_types import opened

SIBLING = {"relation": "sibling", "reason": "zelfde ouders"}


async def links(harness: Harness, case: dict[str, Any], **headers: str) -> dict[str, Any]:
    answer = await harness.http.get(f"/cases/{case['case_id']}/links", headers=headers)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def link(harness: Harness, case: dict[str, Any], **body: str) -> httpx.Response:
    return await harness.http.post(f"/cases/{case['case_id']}/link", json={**SIBLING, **body})


async def merge_persons(harness: Harness, source: str, target: str) -> None:
    merged = PersonMerged(person_id=UUID(source), merged_into=UUID(target))
    await harness.receive(merged, source, sequence=2)


async def test_a_link_shows_on_both_sides_until_it_is_ended_from_either(harness: Harness) -> None:
    case, other = await opened(harness, "truancy"), await opened(harness, "toddler-participation", OTHER_SCHOOL)
    made = await link(harness, case, reference=other["reference"].lower())
    assert (made.status_code, made.json()["case_id"]) == (200, case["case_id"])
    [of_case] = (await links(harness, case))["items"]
    [of_other] = (await links(harness, other))["items"]
    assert (of_case["case_id"], of_other["case_id"]) == (other["case_id"], case["case_id"])
    assert (of_case["relation"], of_other["reason"], of_case["by"]) == ("sibling", "zelfde ouders", "cw-1")
    told = [(await harness.timeline(item["case_id"]))[-1]["text"] for item in (case, other)]
    assert told == [
        f"Gekoppeld aan dossier {other['reference']}: broer of zus.",
        f"Gekoppeld aan dossier {case['reference']}: broer of zus.",
    ]
    again = await link(harness, other, case_id=case["case_id"])
    assert (again.status_code, again.json()["link_id"]) == (409, of_case["link_id"])
    ended = await harness.act(other["case_id"], f"links/{of_case['link_id']}/end")
    assert ended.status_code == 200
    assert [await links(harness, item) for item in (case, other)] == [{"items": [], "hidden": 0, "next": None}] * 2
    assert (await harness.timeline(case["case_id"]))[-1]["kind"] == "case-unlinked"
    assert (await harness.act(other["case_id"], f"links/{of_case['link_id']}/end")).status_code == 404
    assert "linked" not in str(await harness.sent())


async def test_a_reader_sees_links_to_own_cases_without_the_reason_and_the_number_of_others(harness: Harness) -> None:
    case, own, elsewhere = [await opened(harness, "truancy", school) for school in (SCHOOL, SCHOOL, OTHER_SCHOOL)]
    for other in (own, elsewhere):
        await link(harness, case, case_id=other["case_id"])
    await harness.receive(contact("counsellor-1", "counsellor", SCHOOL), "counsellor-1")
    shown = await links(harness, case, **bearer("counsellor", contact="counsellor-1"))
    assert [(item["case_id"], item["reason"]) for item in shown["items"]] == [(own["case_id"], None)]
    assert shown["hidden"] == 1


async def test_who_was_given_a_case_links_it_only_to_a_case_that_is_seen(harness: Harness) -> None:
    await harness.receive(contact("coach-1", "youth-coach", SCHOOL), "coach-1")
    case, elsewhere = await opened(harness, "dropout-risk"), await opened(harness, "not-enrolled")
    await harness.act(case["case_id"], "assign", assignee="coach-1")
    coach = bearer("youth-coach", contact="coach-1")
    for name, value in (("case_id", elsewhere["case_id"]), ("reference", elsewhere["reference"])):
        body = {**SIBLING, name: value}
        refused = await harness.http.post(f"/cases/{case['case_id']}/link", json=body, headers=coach)
        assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, name)


async def test_what_names_no_other_case_is_refused(harness: Harness) -> None:
    case = await opened(harness, "truancy")
    for body in ({}, {"case_id": str(uuid4()), "reference": case["reference"]}, {"reference": "SP-2020-000001"}):
        assert (await link(harness, case, **body)).status_code == 422
    assert (await link(harness, case, case_id=case["case_id"])).status_code == 409


async def test_links_go_along_with_a_merged_case_and_go_with_an_erased_person(harness: Harness) -> None:
    stays, ends, other = [await opened(harness, "truancy") for _ in range(3)]
    await link(harness, ends, case_id=other["case_id"])
    await link(harness, ends, case_id=stays["case_id"])
    await merge_persons(harness, ends["person_id"], stays["person_id"])
    assert [item["case_id"] for item in (await links(harness, stays))["items"]] == [other["case_id"]]
    assert [item["case_id"] for item in (await links(harness, other))["items"]] == [stays["case_id"]]
    await harness.receive_null("attendance.persons.v1", stays["person_id"])
    assert (await links(harness, other))["items"] == []
