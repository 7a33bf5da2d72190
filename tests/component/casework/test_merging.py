"""Cases that may be one are found, looked at and merged by hand, and everything goes along."""

from typing import Any
from uuid import UUID, uuid4

import httpx
import sqlalchemy as sa

from casework.storage.what_moves import MOVED, cases_in
from shared.contracts.attendance_persons import PersonMerged
from shared.contracts.consultation_meetings import MeetingScheduled
from shared.contracts.notifications_deliveries import NotificationSent

from .harness import OTHER_SCHOOL, SCHOOL, Harness, level_reached, meeting, notice, person
from .of_types import opened

WHY = {"reason": "zelfde kind"}


async def case_of(harness: Harness, school: str, **told: Any) -> dict[str, Any]:
    """An open truancy case of a new person who is told of like this."""
    person_id, pupil = uuid4(), f"P-{uuid4().hex[:8]}"
    await harness.receive(person(person_id, (school, pupil), **told), str(person_id))
    level = level_reached(person_id=person_id, school=school, pupil=pupil)
    await harness.receive(level, str(person_id))
    [case] = await harness.cases(person=str(person_id))
    return case


async def merge(harness: Harness, case: dict[str, Any], into: str, **params: Any) -> httpx.Response:
    body = {"into": into, **WHY}
    return await harness.http.post(f"/cases/{case['case_id']}/merge", json=body, params=params)


async def duplicates(harness: Harness, case: dict[str, Any]) -> list[dict[str, Any]]:
    answer = await harness.http.get(f"/cases/{case['case_id']}/duplicates")
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def test_a_child_under_two_persons_is_found_by_birth_date_and_similar_name(harness: Harness) -> None:
    case = await case_of(harness, SCHOOL, given_name="Amélie", family_name="Van de Putte")
    twin = await case_of(harness, OTHER_SCHOOL, given_name="amelie", family_name="Vandeputte")
    await case_of(harness, OTHER_SCHOOL, given_name="Amelie", family_name="Van de Putte", birth_date="2012-01-01")
    await case_of(harness, OTHER_SCHOOL, given_name="Youssef", family_name="Haddad")
    [found] = await duplicates(harness, case)
    assert (found["reference"], found["alike"]) == (twin["reference"], ["birth-date-and-name"])
    assert (found["hindrances"], found["given_name"]) == ([], "amelie")


async def test_a_preview_says_what_would_move_and_changes_nothing(harness: Harness) -> None:
    into, case = await case_of(harness, SCHOOL), await case_of(harness, OTHER_SCHOOL)
    await harness.act(case["case_id"], "notes", text="nota")
    before = await harness.sent()
    answer = await merge(harness, case, into["reference"].lower(), dry_run=True)
    shown = answer.json()
    assert (answer.status_code, shown["into"], shown["hindrances"]) == (200, into["case_id"], [])
    assert shown["moves"].keys() == MOVED.keys()
    assert (shown["moves"]["notes"], shown["moves"]["grounds"], shown["moves"]["guests"]) == (1, 1, 0)
    assert await harness.sent() == before


async def test_everything_goes_along_and_late_words_too(harness: Harness) -> None:
    into, case = await case_of(harness, SCHOOL), await case_of(harness, OTHER_SCHOOL)
    other = await opened(harness, "not-enrolled")
    case_id = case["case_id"]
    await harness.act(case_id, "notes", text="nota")
    await harness.act(case_id, "tasks", text="bellen", owner="cw-1", due="2026-11-30")
    await harness.act(case_id, "contacts", on="2026-11-20", party="parents", means="phone", text="x")
    await harness.act(case_id, "guests", role="parent", name="Verzonnen Naam")
    await harness.act(case_id, "link", reference=other["reference"], relation="sibling", **WHY)
    await harness.receive(meeting(MeetingScheduled, uuid4(), case_id), "meeting")
    answer = await merge(harness, case, into["case_id"])
    assert (answer.status_code, answer.json()["outcome"]) == (200, "merged"), answer.text
    assert answer.json()["merged_into"] == into["case_id"]
    assert await left(harness, UUID(case_id)) == dict.fromkeys(MOVED, 0)
    name, told = (await harness.sent())[-1]
    assert (name, told["reason"]) == ("case-closed.v1", "merged-by-caseworker")
    await harness.receive(notice(NotificationSent, "case", case_id, "clb", "case-opened"), "notice")
    level = level_reached(10, person_id=case["person_id"], school=OTHER_SCHOOL, pupil=case["pupil"])
    await harness.receive(level, case["person_id"], sequence=2)
    goes_on = (await harness.http.get(f"/cases/{into['case_id']}")).json()
    assert (goes_on["level"], len(goes_on["meetings"]), len(goes_on["notices"])) == (10, 1, 1)
    assert [entry["kind"] for entry in await harness.timeline(into["case_id"])][-2:] == [
        "notice-sent",
        "case-escalated",
    ]
    again = person(case["person_id"], (OTHER_SCHOOL, case["pupil"]))
    await harness.receive(again, case["person_id"], sequence=3)
    assert {item["case_id"] for item in await harness.cases(status=["new", "active"])} == {
        into["case_id"],
        other["case_id"],
    }


async def left(harness: Harness, case_id: UUID) -> dict[str, int]:
    """How many rows of each table still name the case."""
    async with harness.service.engine.connect() as connection:
        return {
            name: (
                await connection.execute(
                    sa.select(sa.func.count())
                    .select_from(table)
                    .where(sa.or_(*(column == case_id for column in cases_in(table))))
                )
            ).scalar_one()
            for name, table in MOVED.items()
        }


async def test_an_ended_case_of_the_same_person_joins_the_open_one(harness: Harness) -> None:
    case = await case_of(harness, SCHOOL)
    await harness.act(case["case_id"], "close", outcome="other", reason="per vergissing")
    body = {"case_type": "truancy", "person_id": case["person_id"], "reason": "opnieuw"}
    into = (await harness.http.post("/cases", json=body)).json()
    [found] = await duplicates(harness, into)
    assert (found["case_id"], found["alike"]) == (case["case_id"], ["same-person"])
    assert found["hindrances"][0]["code"] == "other-ended"
    assert (await merge(harness, case, into["case_id"])).status_code == 200
    texts = [entry["text"] for entry in await harness.timeline(into["case_id"])]
    assert f"Dossier {case['reference']} van dezelfde leerling gaat hierin verder. Reden: zelfde kind" in texts
    assert await duplicates(harness, into) == []
    for path, body in (
        ("guests", {"role": "parent", "name": "Mia Vandeputte"}),
        ("notes", {"text": "Belde terug."}),
        ("contacts", {"on": "2026-11-20", "party": "parents", "means": "phone", "text": "Belde."}),
        ("link", {"case_id": into["case_id"], "relation": "sibling", "reason": "zus"}),
        ("consents", {"purpose": "share-with-school", "on": "2026-11-20", "not_needed": "legal-duty"}),
    ):
        refused = await harness.http.post(f"/cases/{case['case_id']}/{path}", json=body)
        assert (refused.status_code, refused.json()["merged_into"]) == (409, into["case_id"])


async def test_what_stands_in_the_way_is_said(harness: Harness) -> None:
    case, stranger = await case_of(harness, SCHOOL), await case_of(harness, SCHOOL, birth_date="2012-01-01")
    refused = await merge(harness, case, stranger["case_id"])
    assert (refused.status_code, refused.json()["hindrances"]) == (409, ["other-person"])
    preview = (await merge(harness, case, stranger["case_id"], dry_run=True)).json()
    assert [item["code"] for item in preview["hindrances"]] == ["other-person"]
    wrong = await merge(harness, case, "SP-1999-000001")
    assert (wrong.status_code, wrong.json()["errors"][0]["field"]) == (422, "into")
    assert (await merge(harness, case, "geen nummer")).status_code == 422


async def test_persons_that_turn_out_to_be_one_later_harm_nothing(harness: Harness) -> None:
    into, case = await case_of(harness, SCHOOL), await case_of(harness, OTHER_SCHOOL)
    await merge(harness, case, into["case_id"])
    merged = PersonMerged(person_id=UUID(case["person_id"]), merged_into=UUID(into["person_id"]))
    await harness.receive(merged, case["person_id"], sequence=2)
    level = level_reached(10, person_id=into["person_id"], school=SCHOOL, pupil=into["pupil"])
    await harness.receive(level, into["person_id"], sequence=2)
    assert [(item["case_id"], item["level"]) for item in await harness.cases(status="new")] == [(into["case_id"], 10)]
    assert await harness.parked() == []
