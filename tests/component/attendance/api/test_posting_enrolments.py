import base64
import json
from typing import Any

import pytest
from sqlalchemy import text

from shared.domain.roles import Role

from .harness import OTHER_SCHOOL, SCHOOL, Harness, enrolment, mark

PATH = "/enrolments"
WITHDRAWAL = {
    "school": SCHOOL,
    "pupil": "1234567",
    "valid_until": "2026-10-30",
    "recorded_at": "2026-10-30T16:00:00+01:00",
}
ENROLLED = "be.flankerend.school.pupil-enrolled.v1"
WITHDRAWN = "be.flankerend.school.pupil-withdrawn.v1"
STRUCTURED = {"Content-Type": "application/cloudevents+json"}
BATCH = {"Content-Type": "application/cloudevents-batch+json"}


def event(event_type: str, data: Any, **attributes: Any) -> dict[str, Any]:
    envelope = {"specversion": "1.0", "id": "event-1", "source": "/schools/123456", "type": event_type}
    return {**envelope, "data": data, **attributes}


def in_base64(event_type: str, data: Any) -> dict[str, Any]:
    written = base64.b64encode(json.dumps(data).encode()).decode()
    return {name: value for name, value in event(event_type, data, data_base64=written).items() if name != "data"}


async def test_an_enrolment_makes_pending_marks_count(harness: Harness) -> None:
    client = harness.coordinator
    assert (await client.post("/attendance-records", json=mark())).json()["results"][0]["status"] == "pending"
    assert (await client.post(PATH, json=enrolment())).json() == {
        "results": [{"index": 0, "status": "accepted", "reason": None, "field": None}]
    }
    found = (await client.get("/pupils/123456/1234567/attendance")).json()
    assert (found["counts"]["problematic"], found["pending"]) == (1, [])


async def test_the_same_enrolment_again_changes_nothing(enrolled: Harness) -> None:
    answer = await enrolled.coordinator.post(PATH, json=enrolment())
    assert answer.json()["results"][0]["status"] == "unchanged"


async def test_a_withdrawal_ends_the_enrolment(enrolled: Harness) -> None:
    client = enrolled.coordinator
    assert (await client.post(PATH, json=WITHDRAWAL)).json()["results"][0]["status"] == "accepted"
    late = mark(date="2026-11-09", recorded_at="2026-11-09T09:00:00+01:00")
    assert (await client.post("/attendance-records", json=late)).json()["results"][0]["status"] == "pending"


async def test_a_list_is_answered_one_by_one(harness: Harness) -> None:
    body = [WITHDRAWAL | {"pupil": "9"}, enrolment(), WITHDRAWAL, enrolment(level="kostschool"), 7]
    answer = await harness.coordinator.post(PATH, json=body)
    assert [(each["status"], each["field"]) for each in answer.json()["results"]] == [
        ("pending", None),
        ("accepted", None),
        ("accepted", None),
        ("rejected", "level"),
        ("rejected", "body"),
    ]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (enrolment(level="kostschool"), "level"),
        (enrolment(person={"insz": "11030499900"}), "person.given_name"),
        (WITHDRAWAL | {"valid_until": "ooit"}, "valid_until"),
        ([], "body"),
        (7, "body"),
        ("een leerling", "body"),
        ([WITHDRAWAL] * 501, "body"),
    ],
)
async def test_a_malformed_body_is_refused_with_its_field(harness: Harness, body: Any, field: str) -> None:
    answer = await harness.coordinator.post(PATH, json=body)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == field


@pytest.mark.parametrize("written", [event, in_base64])
async def test_cloudevents_enrol_and_withdraw(harness: Harness, written: Any) -> None:
    answer = await harness.coordinator.post(PATH, json=written(ENROLLED, enrolment()), headers=STRUCTURED)
    assert [each["status"] for each in answer.json()["results"]] == ["accepted"]
    batch = [written(WITHDRAWN, WITHDRAWAL), written(ENROLLED, enrolment(level="kostschool")), written("another", {})]
    answer = await harness.coordinator.post(PATH, json=batch, headers=BATCH)
    assert [(each["status"], each["field"]) for each in answer.json()["results"]] == [
        ("accepted", None),
        ("rejected", "level"),
        ("rejected", "type"),
    ]


async def test_an_event_in_headers_enrols_under_its_own_id(harness: Harness) -> None:
    headers = {f"ce-{name}": str(value) for name, value in event(ENROLLED, "").items() if name != "data"}
    answer = await harness.coordinator.post(PATH, json=enrolment(), headers=headers)
    assert answer.json()["results"][0]["status"] == "accepted"
    async with harness.service.engine.connect() as connection:
        assert (await connection.scalars(text("SELECT causation_id FROM outbox"))).all() == ["event-1"]


async def test_the_type_says_what_an_event_is_and_not_its_fields(harness: Harness) -> None:
    answer = await harness.coordinator.post(PATH, json=event(ENROLLED, WITHDRAWAL), headers=STRUCTURED)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "valid_from"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (event(ENROLLED, enrolment(), specversion="0.3"), "specversion"),
        (event(ENROLLED, enrolment(), data_base64="e30="), "data_base64"),
        (event("be.flankerend.school.attendance-recorded.v1", mark()), "type"),
        (event(ENROLLED, None), "body"),
        ([], "body"),
    ],
)
async def test_a_malformed_cloudevent_is_refused_with_its_field(harness: Harness, body: Any, field: str) -> None:
    answer = await harness.coordinator.post(PATH, json=body, headers=STRUCTURED)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == field


@pytest.mark.parametrize("content", [b"", b"{", b"\xff", b'{"a": NaN}'])
async def test_what_is_no_json_is_refused(harness: Harness, content: bytes) -> None:
    answer = await harness.coordinator.post(PATH, content=content, headers={"Content-Type": "application/json"})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "body"


async def test_a_wrong_insz_is_refused_and_not_repeated(harness: Harness) -> None:
    person = {"given_name": "Noor", "family_name": "Voorbeeld", "birth_date": "2011-03-04", "insz": "11030499900"}
    answer = await harness.coordinator.post(PATH, json=enrolment(person=person))
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "person.insz"
    assert "11030499900" not in answer.text


async def test_an_insz_of_ten_digits_says_that_a_zero_may_be_lost(harness: Harness) -> None:
    person = {"given_name": "Noor", "family_name": "Voorbeeld", "birth_date": "2009-03-15", "insz": "9031599951"}
    answer = await harness.coordinator.post(PATH, json=enrolment(person=person))
    assert answer.json()["errors"] == [
        {"field": "person.insz", "reason": "Should be 11 digits: a leading zero may be lost"}
    ]


async def test_a_school_enrols_its_own_pupils_only(harness: Harness) -> None:
    client = harness.by(Role.SCHOOL)
    assert (await client.post(PATH, json=enrolment())).status_code == 200
    answer = await client.post(PATH, json=[enrolment(pupil="5"), enrolment(school=OTHER_SCHOOL)])
    assert answer.status_code == 403
    assert (await harness.coordinator.get("/pupils/123456/5/attendance")).status_code == 404


@pytest.mark.parametrize("written", [event, in_base64])
async def test_a_cloudevent_of_another_school_is_refused(harness: Harness, written: Any) -> None:
    batch = [written(ENROLLED, enrolment(pupil="5")), written(ENROLLED, enrolment(school=OTHER_SCHOOL))]
    assert (await harness.by(Role.SCHOOL).post(PATH, json=batch, headers=BATCH)).status_code == 403


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.COUNSELLOR, Role.CLB, Role.YOUTH_COACH])
async def test_others_enrol_nobody(harness: Harness, role: Role) -> None:
    assert (await harness.by(role).post(PATH, json=enrolment())).status_code == 403


async def test_a_withdrawal_that_waits_from_an_earlier_version_annuls_when_the_service_starts(
    enrolled: Harness,
) -> None:
    """A version before kept it and nothing followed from it."""
    async with enrolled.service.engine.begin() as connection:
        await connection.execute(
            text("INSERT INTO withdrawal SELECT pupil_id, now(), 'waits', '2026-08-31', now() FROM pupil")
        )
    prepare = enrolled.service.prepare
    assert prepare is not None
    await prepare()
    answer = await enrolled.coordinator.post("/attendance-records", json=mark())
    assert answer.json()["results"][0]["status"] == "pending"
