from datetime import datetime, timedelta

import pytest

from shared.domain.roles import Role
from shared.runtime.clock import BRUSSELS

from .harness import OTHER_SCHOOL, SCHOOL, Harness, enrolment, mark

PATH = "/pupils/123456/1234567/attendance"


async def post(harness: Harness, *marks: object) -> None:
    answer = await harness.coordinator.post("/attendance-records", json=list(marks))
    assert answer.status_code == 200


async def test_everything_the_register_knows_of_a_pupil(enrolled: Harness) -> None:
    await post(
        enrolled,
        mark(date="2026-09-01", half_day="AM"),
        mark(date="2026-09-01", half_day="PM", code="Z"),
        mark(date="2026-09-02", half_day="AM", code="|"),
        mark(date="2026-09-03", half_day="AM", code="L"),
        mark(date="2026-09-03", half_day="PM", code="-"),
        mark(date="2026-09-02", half_day="PM"),
    )
    found = (await enrolled.coordinator.get(PATH)).json()
    assert found["counts"] == {"problematic": 1, "justified": 1, "present": 1, "late": 1, "unknown": 1}
    assert (found["school"], found["pupil"], found["school_year"]) == (SCHOOL, "1234567", "2026-2027")
    assert (found["planned_half_days"], found["rate"]) == (5, 0.5)
    assert (found["person_count"], found["levels_reached"]) == (1, [])
    assert [(each["date"], each["half_day"], each["status"]) for each in found["half_days"]] == [
        ("2026-09-01", "AM", "problematic"),
        ("2026-09-01", "PM", "justified"),
        ("2026-09-02", "AM", "present"),
        ("2026-09-03", "AM", "late"),
        ("2026-09-03", "PM", "unknown"),
    ]
    assert [(each["date"], each["half_day"], each["reason"]) for each in found["rejected"]] == [
        ("2026-09-02", "PM", "outside-calendar")
    ]


async def test_a_pupil_with_pending_marks_only_has_no_person(harness: Harness) -> None:
    await post(harness, mark())
    found = (await harness.coordinator.get(PATH)).json()
    assert found["person_id"] is None
    assert found["rate"] is None
    assert [each["reason"] for each in found["pending"]] == ["no-enrolment"]


async def test_counts_are_provisional_while_marks_wait(harness: Harness) -> None:
    await post(harness, mark())
    await harness.coordinator.post("/enrolments", json=enrolment(valid_from="2026-10-06"))
    assert (await harness.coordinator.get(PATH)).json()["provisional"] is True
    await harness.coordinator.post("/enrolments", json=enrolment(valid_from="2026-10-05"))
    assert (await harness.coordinator.get(PATH)).json()["provisional"] is False


async def test_nothing_planned_is_no_rate(enrolled: Harness) -> None:
    found = (await enrolled.coordinator.get(PATH)).json()
    assert (found["planned_half_days"], found["rate"]) == (0, None)


async def test_the_school_year_is_the_running_one_by_the_clock(enrolled: Harness) -> None:
    await post(enrolled, mark())
    enrolled.clock.set(datetime(2027, 9, 1, 8, tzinfo=BRUSSELS))
    assert (await enrolled.coordinator.get(PATH)).json()["school_year"] == "2027-2028"
    last_year = await enrolled.coordinator.get(PATH, params={"school_year": "2026-2027"})
    assert last_year.json()["counts"]["problematic"] == 1


async def test_a_malformed_school_year_is_refused(enrolled: Harness) -> None:
    answer = await enrolled.coordinator.get(PATH, params={"school_year": "2026"})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "school_year"


@pytest.mark.parametrize("path", ["/pupils/123456/7654321/attendance", "/pupils/9/1234567/attendance"])
async def test_an_unknown_pupil_is_not_found(enrolled: Harness, path: str) -> None:
    answer = await enrolled.coordinator.get(path)
    assert answer.status_code == 404
    assert "7654321" not in answer.json()["detail"]


@pytest.mark.parametrize("role", [Role.SCHOOL, Role.CASEWORKER, Role.COORDINATOR])
async def test_who_sees_everything_of_an_own_pupil(enrolled: Harness, role: Role) -> None:
    assert "half_days" in (await enrolled.by(role).get(PATH)).json()


async def test_a_counsellor_sees_everything_of_an_own_pupil(enrolled: Harness) -> None:
    await enrolled.know("counsellor-1", Role.COUNSELLOR, SCHOOL)
    assert "half_days" in (await enrolled.by(Role.COUNSELLOR).get(PATH)).json()


@pytest.mark.parametrize("schools", [(SCHOOL,), ()])
async def test_the_clb_sees_level_and_count_only(enrolled: Harness, schools: tuple[str, ...]) -> None:
    await enrolled.know("clb-1", Role.CLB, *schools)
    await post(enrolled, mark())
    found = (await enrolled.by(Role.CLB).get(PATH)).json()
    assert set(found) == {"school", "pupil", "person_id", "school_year", "person_count", "levels_reached"}
    assert found["person_count"] == 1


async def test_a_pupil_of_another_school_is_not_there(enrolled: Harness) -> None:
    await enrolled.know("counsellor-1", Role.COUNSELLOR, OTHER_SCHOOL)
    await enrolled.know("clb-1", Role.CLB, OTHER_SCHOOL)
    for client in (
        enrolled.by(Role.SCHOOL, school=OTHER_SCHOOL),
        enrolled.by(Role.COUNSELLOR),
        enrolled.by(Role.CLB),
        enrolled.by(Role.COUNSELLOR, contact="nobody"),
    ):
        assert (await client.get(PATH)).status_code == 404


async def test_who_is_a_contact_no_longer_sees_nothing(enrolled: Harness) -> None:
    yesterday = enrolled.clock.today() - timedelta(days=1)
    await enrolled.know("counsellor-1", Role.COUNSELLOR, SCHOOL, valid_until=yesterday)
    await enrolled.know("clb-1", Role.CLB, valid_until=yesterday)
    for role in (Role.COUNSELLOR, Role.CLB):
        assert (await enrolled.by(role).get(PATH)).status_code == 404


@pytest.mark.parametrize("role", [Role.YOUTH_COACH, Role.OPERATOR])
async def test_others_see_nothing(enrolled: Harness, role: Role) -> None:
    assert (await enrolled.by(role).get(PATH)).status_code == 403


async def test_half_days_at_another_school_are_in_the_person_s_count(harness: Harness) -> None:
    person = {"given_name": "Noor", "family_name": "Voorbeeld", "birth_date": "2011-03-04", "insz": "11030499935"}
    body = [enrolment(person=person), enrolment(school=OTHER_SCHOOL, pupil="88", person=person)]
    await harness.coordinator.post("/enrolments", json=body)
    await post(harness, mark(), mark(school=OTHER_SCHOOL, pupil="88", half_day="PM"))
    found = (await harness.coordinator.get(PATH)).json()
    assert (found["counts"]["problematic"], found["person_count"]) == (1, 2)
