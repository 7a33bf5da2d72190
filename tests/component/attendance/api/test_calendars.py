from typing import Any

import pytest

from shared.domain.roles import Role

from .harness import Harness, enrolment, mark

PATH = "/calendars/123456/2026-2027"
KEY = {"school": "123456", "school_year": "2026-2027"}
CLOSED = {"date": "2026-10-05", "half_day": None, "reason": "pedagogische studiedag"}


def body(**changes: Any) -> dict[str, Any]:
    return {"base": "flanders", "sessions": [], "closures": [], "extra": []} | changes


async def test_a_school_without_a_calendar_has_the_flemish_one(harness: Harness) -> None:
    answer = await harness.by(Role.YOUTH_COACH).get(PATH)
    assert answer.headers["etag"] == '"0"'
    assert answer.json() == body(school="123456", school_year="2026-2027", version=0, warnings=[])


async def test_a_calendar_is_answered_as_it_was_set(harness: Harness) -> None:
    own = body(
        base="own",
        sessions=[{"from": "2026-08-24", "until": "2026-12-18"}, {"from": "2027-01-04", "until": "2027-06-30"}],
        closures=[CLOSED, {"date": "2026-10-06", "half_day": "PM", "reason": "oudercontact"}],
        extra=[{"date": "2026-10-07", "half_day": "PM"}],
    )
    answer = await harness.coordinator.put(PATH, json=own)
    assert (answer.status_code, answer.headers["etag"]) == (200, '"1"')
    assert answer.json() == own | {"school": "123456", "school_year": "2026-2027", "version": 1, "warnings": []}
    assert (await harness.coordinator.get(PATH)).json() == answer.json()


async def test_a_calendar_that_exists_is_changed_by_its_version(harness: Harness) -> None:
    client = harness.coordinator
    await client.put(PATH, json=body(closures=[CLOSED]))
    assert (await client.put(PATH, json=body())).status_code == 428
    assert (await client.put(PATH, json=body(), headers={"If-Match": '"7"'})).status_code == 412
    changed = await client.put(PATH, json=body(), headers={"If-Match": '"1"'})
    assert (changed.status_code, changed.headers["etag"]) == (200, '"2"')


async def test_the_flemish_calendar_may_be_named_as_version_0(harness: Harness) -> None:
    client = harness.coordinator
    assert (await client.put(PATH, json=body(closures=[CLOSED]), headers={"If-Match": '"1"'})).status_code == 412
    assert (await client.put(PATH, json=body(closures=[CLOSED]), headers={"If-Match": '"0"'})).status_code == 200


async def test_the_same_calendar_again_keeps_its_version(harness: Harness) -> None:
    answered = (await harness.coordinator.put(PATH, json=body(closures=[CLOSED]))).json()
    again = await harness.coordinator.put(PATH, json=answered, headers={"If-Match": '"1"'})
    assert again.headers["etag"] == '"1"'


async def test_every_version_of_a_calendar_can_be_had(harness: Harness) -> None:
    client = harness.coordinator
    first = (await client.put(PATH, json=body(closures=[CLOSED]))).json()
    second = (await client.put(PATH, json=body(), headers={"If-Match": '"1"'})).json()
    answers = [await client.get(PATH, params={"version": version}) for version in (0, 1, 2)]
    assert [answer.json() for answer in answers] == [body(**KEY, version=0, warnings=[]), first, second]
    assert [answer.headers["etag"] for answer in answers] == ['"0"', '"1"', '"2"']
    assert (await client.get(PATH, params={"version": 3})).status_code == 404
    assert (await client.get(PATH, params={"version": -1})).status_code == 422


async def test_a_closure_takes_the_marks_of_that_day_out_of_the_count(enrolled: Harness) -> None:
    client = enrolled.coordinator
    await client.post("/attendance-records", json=mark())
    await client.put(PATH, json=body(closures=[CLOSED]))
    found = (await client.get("/pupils/123456/1234567/attendance")).json()
    assert found["counts"]["problematic"] == 0
    assert [each["reason"] for each in found["rejected"]] == ["outside-calendar"]
    await client.put(PATH, json=body(), headers={"If-Match": '"1"'})
    assert (await client.get("/pupils/123456/1234567/attendance")).json()["counts"]["problematic"] == 1


async def test_a_closure_of_one_site_takes_the_marks_of_its_pupils_only(harness: Harness) -> None:
    client = harness.coordinator
    await client.post("/enrolments", json=[enrolment(pupil="1", site="west"), enrolment(pupil="2", site="east")])
    closed = CLOSED | {"site": "west", "kind": "staff-training"}
    answered = await client.put(PATH, json=body(closures=[closed]))
    assert answered.json()["closures"] == [closed]
    marks = await client.post("/attendance-records", json=[mark(pupil="1"), mark(pupil="2")])
    assert [result["status"] for result in marks.json()["results"]] == ["rejected", "accepted"]
    found = [(await client.get(f"/pupils/123456/{pupil}/attendance")).json() for pupil in ("1", "2")]
    assert [each["counts"]["problematic"] for each in found] == [0, 1]


async def test_r36_more_free_days_than_allowed_are_taken_over_and_said(harness: Harness) -> None:
    client = harness.coordinator
    await client.post("/enrolments", json=[enrolment(), enrolment(pupil="2", structure="312")])
    days = ("2026-10-05", "2026-10-06", "2026-10-08")
    closures = [{"date": day, "half_day": None, "reason": "vrij", "kind": "optional-holiday"} for day in days]
    answer = await client.put(PATH, json=body(closures=closures))
    assert answer.status_code == 200
    assert answer.json()["warnings"] == [
        {"field": "closures", "reason": "6 half days are free at this school, 4 are allowed"},
        {"field": "closures", "reason": "6 half days are optional holidays at this school, 2 are allowed"},
    ]
    assert (await client.get(PATH)).json() == answer.json()
    again = await client.put(PATH, json=answer.json() | {"closures": closures[:1]}, headers={"If-Match": '"1"'})
    assert again.json()["warnings"] == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"closures": [CLOSED | {"site": "the western one"}]}, "closures.0.site"),
        ({"closures": [CLOSED | {"kind": "ski trip"}]}, "closures.0.kind"),
        ({"closures": [CLOSED | {"date": "2027-09-01"}]}, "closures.0.date"),
        ({"closures": [CLOSED | {"date": "2027-09-01"}, CLOSED]}, "closures.0.date"),
        ({"closures": [CLOSED | {"reason": ""}]}, "closures.0.reason"),
        ({"sessions": [{"from": "2026-09-01", "until": "2026-12-18"}]}, "sessions"),
        ({"base": "own", "sessions": [{"from": "2026-12-18", "until": "2026-09-01"}]}, "sessions.0.until"),
        ({"base": "wallonia"}, "base"),
        ({"extra": [{"date": "2026-10-07"}]}, "extra.0.half_day"),
        ({"school": "654321"}, "school"),
        ({"school_year": "2025-2026"}, "school_year"),
    ],
)
async def test_a_malformed_calendar_is_refused_with_its_field(
    harness: Harness, changes: dict[str, Any], field: str
) -> None:
    answer = await harness.coordinator.put(PATH, json=body(**changes))
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == field


@pytest.mark.parametrize("path", ["/calendars/12/2026-2027", "/calendars/123456/2026", "/calendars/123456/0000-0001"])
async def test_a_malformed_path_is_refused(harness: Harness, path: str) -> None:
    assert (await harness.coordinator.get(path)).status_code == 422


async def test_a_school_sets_its_own_closures_and_nothing_else(harness: Harness) -> None:
    school = harness.by(Role.SCHOOL)
    assert (await school.put(PATH, json=body(closures=[CLOSED]))).status_code == 200
    version = {"If-Match": '"1"'}
    extra = body(closures=[CLOSED], extra=[{"date": "2026-10-07", "half_day": "PM"}])
    assert (await school.put(PATH, json=extra, headers=version)).status_code == 403
    own = body(base="own", sessions=[{"from": "2026-09-01", "until": "2026-12-18"}])
    assert (await school.put(PATH, json=own, headers=version)).status_code == 403
    assert (await school.put("/calendars/654321/2026-2027", json=body(closures=[CLOSED]))).status_code == 403


async def test_a_school_keeps_the_sessions_that_the_coordinator_set(harness: Harness) -> None:
    sessions = [{"from": "2026-09-01", "until": "2026-12-18"}]
    await harness.coordinator.put(PATH, json=body(base="own", sessions=sessions))
    closed = body(base="own", sessions=sessions, closures=[CLOSED])
    answer = await harness.by(Role.SCHOOL).put(PATH, json=closed, headers={"If-Match": '"1"'})
    assert answer.json()["closures"] == [CLOSED]


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.COUNSELLOR, Role.CLB, Role.YOUTH_COACH])
async def test_others_read_calendars_only(harness: Harness, role: Role) -> None:
    assert (await harness.by(role).get(PATH)).status_code == 200
    assert (await harness.by(role).put(PATH, json=body())).status_code == 403
