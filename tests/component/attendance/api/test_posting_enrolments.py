from typing import Any

import pytest

from shared.domain.roles import Role

from .running import OTHER_SCHOOL, SCHOOL, Attendance, enrolment, mark

PATH = "/enrolments"
WITHDRAWAL = {
    "school": SCHOOL,
    "pupil": "1234567",
    "valid_until": "2026-10-30",
    "recorded_at": "2026-10-30T16:00:00+01:00",
}


async def test_an_enrolment_makes_pending_marks_count(attendance: Attendance) -> None:
    client = attendance.coordinator
    assert (await client.post("/attendance-records", json=mark())).json()["results"][0]["status"] == "pending"
    assert (await client.post(PATH, json=enrolment())).json() == {
        "results": [{"index": 0, "status": "accepted", "reason": None, "field": None}]
    }
    found = (await client.get("/pupils/123456/1234567/attendance")).json()
    assert (found["counts"]["problematic"], found["pending"]) == (1, [])


async def test_the_same_enrolment_again_changes_nothing(enrolled: Attendance) -> None:
    answer = await enrolled.coordinator.post(PATH, json=enrolment())
    assert answer.json()["results"][0]["status"] == "unchanged"


async def test_a_withdrawal_ends_the_enrolment(enrolled: Attendance) -> None:
    client = enrolled.coordinator
    assert (await client.post(PATH, json=WITHDRAWAL)).json()["results"][0]["status"] == "accepted"
    late = mark(date="2026-11-09", recorded_at="2026-11-09T09:00:00+01:00")
    assert (await client.post("/attendance-records", json=late)).json()["results"][0]["status"] == "pending"


async def test_a_list_is_answered_one_by_one(attendance: Attendance) -> None:
    body = [WITHDRAWAL | {"pupil": "9"}, enrolment(), WITHDRAWAL, enrolment(level="kostschool"), 7]
    answer = await attendance.coordinator.post(PATH, json=body)
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
async def test_a_malformed_body_is_refused_with_its_field(attendance: Attendance, body: Any, field: str) -> None:
    answer = await attendance.coordinator.post(PATH, json=body)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == field


async def test_a_wrong_insz_is_refused_and_not_repeated(attendance: Attendance) -> None:
    person = {"given_name": "Noor", "family_name": "Voorbeeld", "birth_date": "2011-03-04", "insz": "11030499900"}
    answer = await attendance.coordinator.post(PATH, json=enrolment(person=person))
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "person.insz"
    assert "11030499900" not in answer.text


async def test_an_insz_of_ten_digits_says_that_a_zero_may_be_lost(attendance: Attendance) -> None:
    person = {"given_name": "Noor", "family_name": "Voorbeeld", "birth_date": "2009-03-15", "insz": "9031599951"}
    answer = await attendance.coordinator.post(PATH, json=enrolment(person=person))
    assert answer.json()["errors"] == [
        {"field": "person.insz", "reason": "Should be 11 digits: a leading zero may be lost"}
    ]


async def test_a_school_enrols_its_own_pupils_only(attendance: Attendance) -> None:
    client = attendance.by(Role.SCHOOL)
    assert (await client.post(PATH, json=enrolment())).status_code == 200
    answer = await client.post(PATH, json=[enrolment(pupil="5"), enrolment(school=OTHER_SCHOOL)])
    assert answer.status_code == 403
    assert (await attendance.coordinator.get("/pupils/123456/5/attendance")).status_code == 404


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.COUNSELLOR, Role.CLB, Role.YOUTH_COACH])
async def test_others_enrol_nobody(attendance: Attendance, role: Role) -> None:
    assert (await attendance.by(role).post(PATH, json=enrolment())).status_code == 403
