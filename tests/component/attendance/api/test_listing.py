"""Lists of a school's pupils, and of the marks that somebody has to look into."""

from typing import Any

import pytest

from shared.domain.roles import Role

from .harness import OTHER_SCHOOL, SCHOOL, Harness, enrolment, mark

DAYS = ["2026-10-05", "2026-10-06", "2026-10-08"]


@pytest.fixture
async def school(harness: Harness) -> Harness:
    """Pupils 1 and 2 of class 3A, 3 who left it, 4 of last year, 5 who waits for an enrolment, and 6 elsewhere."""
    client = harness.coordinator
    gone = {"school": SCHOOL, "recorded_at": "2026-10-10T07:00:00+02:00"}
    enrolments = [
        enrolment(pupil="1", **{"class": "3A"}),
        enrolment(pupil="2", valid_from="2025-09-01", **{"class": "2A"}),
        enrolment(pupil="2", **{"class": "3A"}),
        enrolment(pupil="2", valid_from="2027-09-01", **{"class": "4A"}),
        enrolment(pupil="3", **{"class": "3A"}),
        {**gone, "pupil": "3", "valid_until": "2026-10-09"},
        enrolment(pupil="4", valid_from="2025-09-01", **{"class": "3A"}),
        {**gone, "pupil": "4", "valid_until": "2026-06-30"},
        enrolment(school=OTHER_SCHOOL, pupil="6", **{"class": "3A"}),
    ]
    assert (await client.post("/enrolments", json=enrolments)).status_code == 200
    marks = [mark(pupil="1", date=day, half_day=half_day) for day in DAYS for half_day in ("AM", "PM")]
    marks += [
        mark(pupil="5", date=DAYS[1]),
        mark(pupil="2", date=DAYS[2], code="-"),
        mark(pupil="2", date="2026-10-10"),
        mark(pupil="2", date="2026-12-01"),
        mark(school=OTHER_SCHOOL, pupil="6", date=DAYS[0], code="-"),
    ]
    assert (await client.post("/attendance-records", json=marks)).status_code == 200
    return harness


async def items(harness: Harness, path: str, role: Role = Role.COORDINATOR, **asked: str) -> list[dict[str, Any]]:
    answer = await harness.by(role).get(path, params=asked)
    assert answer.status_code == 200, answer.text
    return answer.json()["items"]  # type: ignore[no-any-return]


async def test_the_pupils_of_a_school_are_those_of_the_running_school_year(school: Harness) -> None:
    pupils = {each["pupil"]: each for each in await items(school, "/pupils", school=SCHOOL)}
    assert list(pupils) == ["1", "2", "3", "5"]
    assert pupils["1"] == {
        "school": SCHOOL,
        "pupil": "1",
        "person_id": pupils["1"]["person_id"],
        "school_year": "2026-2027",
        "person_count": 6,
        "levels_reached": [5],
        "class": "3A",
        "level_of_education": "secundair",
        "valid_from": "2026-09-01",
        "valid_until": None,
    }
    assert (pupils["2"]["class"], pupils["2"]["valid_until"]) == ("3A", "2027-08-31"), "not that of next year"
    assert pupils["3"]["valid_until"] == "2026-10-09"
    assert (pupils["5"]["person_id"], pupils["5"]["class"], pupils["5"]["valid_from"]) == (None, None, None)


async def test_a_class_is_who_is_in_it_today(school: Harness) -> None:
    assert [each["pupil"] for each in await items(school, "/pupils", school=SCHOOL, **{"class": "3A"})] == ["1", "2"]
    assert await items(school, "/pupils", school=SCHOOL, **{"class": "4A"}) == []
    everywhere = await items(school, "/pupils", **{"class": "3A"})
    assert [(each["school"], each["pupil"]) for each in everywhere] == [
        (SCHOOL, "1"),
        (SCHOOL, "2"),
        (OTHER_SCHOOL, "6"),
    ]


async def test_of_a_pupil_whose_enrolment_was_annulled_no_class_is_left(school: Harness) -> None:
    never_came = {"school": SCHOOL, "pupil": "1", "recorded_at": "2026-11-10T07:00:00+01:00"}
    await school.coordinator.post("/enrolments", json={**never_came, "valid_until": "2026-08-31"})
    [pupil] = [each for each in await items(school, "/pupils", school=SCHOOL) if each["pupil"] == "1"]
    assert (pupil["class"], pupil["valid_from"], pupil["person_count"], pupil["levels_reached"]) == (None, None, 0, [])


async def test_marks_to_look_into_are_listed_with_the_reason(school: Harness) -> None:
    found = await items(school, "/attendance-records", school=SCHOOL)
    assert [(each["pupil"], each["date"], each["status"], each["reason"]) for each in found] == [
        ("5", "2026-10-06", "pending", "no-enrolment"),
        ("2", "2026-10-08", "unknown", None),
        ("2", "2026-10-10", "rejected", "outside-calendar"),
        ("2", "2026-12-01", "rejected", "date-after-today"),
    ]
    assert found[0].keys() == {
        "school",
        "pupil",
        "date",
        "half_day",
        "status",
        "reason",
        "recorded_at",
        "event_id",
    }


@pytest.mark.parametrize(
    ("asked", "dates"),
    [
        ({"status": "pending"}, ["2026-10-06"]),
        ({"status": "unknown"}, ["2026-10-08"]),
        ({"status": "rejected"}, ["2026-10-10", "2026-12-01"]),
        ({"from": "2026-10-08"}, ["2026-10-08", "2026-10-10", "2026-12-01"]),
        ({"until": "2026-10-08"}, ["2026-10-06", "2026-10-08"]),
        ({"status": "rejected", "from": "2026-10-08", "until": "2026-10-10"}, ["2026-10-10"]),
    ],
)
async def test_marks_are_found_by_status_and_date(school: Harness, asked: dict[str, str], dates: list[str]) -> None:
    assert [each["date"] for each in await items(school, "/attendance-records", school=SCHOOL, **asked)] == dates


async def test_a_mark_that_waited_is_listed_no_more_when_it_counts(school: Harness) -> None:
    await school.coordinator.post("/enrolments", json=enrolment(pupil="5"))
    assert await items(school, "/attendance-records", school=SCHOOL, status="pending") == []


@pytest.mark.parametrize("path", ["/pupils", "/attendance-records"])
async def test_pages_hold_everything_once_and_in_order(school: Harness, path: str) -> None:
    whole = await items(school, path)
    seen: list[dict[str, Any]] = []
    cursor: dict[str, str] = {}
    while True:
        page = (await school.coordinator.get(path, params={"limit": "2", **cursor})).json()
        seen += page["items"]
        if page["next"] is None:
            break
        cursor = {"cursor": page["next"]}
    assert seen == whole
    assert len(whole) == 5


@pytest.mark.parametrize("path", ["/pupils", "/attendance-records"])
async def test_each_reader_gets_its_own_schools(school: Harness, path: str) -> None:
    await school.know("counsellor-1", Role.COUNSELLOR, OTHER_SCHOOL)

    async def schools(role: Role, **asked: str) -> set[str]:
        return {each["school"] for each in await items(school, path, role, **asked)}

    assert await schools(Role.SCHOOL) == {SCHOOL}
    assert await schools(Role.SCHOOL, school=OTHER_SCHOOL) == set()
    assert await schools(Role.COUNSELLOR) == {OTHER_SCHOOL}
    assert await schools(Role.CASEWORKER) == await schools(Role.COORDINATOR) == {SCHOOL, OTHER_SCHOOL}
    statuses = {role: (await school.by(role).get(path)).status_code for role in (Role.YOUTH_COACH, Role.OPERATOR)}
    assert statuses == {Role.YOUTH_COACH: 403, Role.OPERATOR: 403}


async def test_the_clb_gets_level_and_count_of_pupils_and_no_marks(school: Harness) -> None:
    await school.know("clb-1", Role.CLB, SCHOOL)
    pupils = await items(school, "/pupils", Role.CLB)
    assert [(each["pupil"], each["person_count"]) for each in pupils] == [("1", 6), ("2", 0), ("3", 0), ("5", 0)]
    assert pupils[0].keys() == {"school", "pupil", "person_id", "school_year", "person_count", "levels_reached"}
    assert await items(school, "/pupils", Role.CLB, **{"class": "3A"}) == [], "who is in a class is more than that"
    assert (await school.by(Role.CLB).get("/attendance-records")).status_code == 403


@pytest.mark.parametrize(
    ("path", "asked", "field"),
    [
        ("/pupils", {"school": "12"}, "school"),
        ("/pupils", {"cursor": "x"}, "cursor"),
        ("/attendance-records", {"status": "accepted"}, "status"),
        ("/attendance-records", {"from": "5/10/2026"}, "from"),
        ("/attendance-records", {"from": "2026-10-05", "until": "2026-10-04"}, "until"),
    ],
)
async def test_a_malformed_parameter_is_named(harness: Harness, path: str, asked: dict[str, str], field: str) -> None:
    answer = await harness.coordinator.get(path, params=asked)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, field)
