"""`GET /statistics/…` over HTTP."""

import csv
from io import StringIO

import pytest

from shared.domain.roles import Role

from .harness import OTHER_SCHOOL, SCHOOL, Harness, enrolment, mark

DAYS = ["2026-10-05", "2026-10-06", "2026-10-08"]
PUPILS, RATES = "/statistics/problematic-half-days", "/statistics/attendance-rates"


@pytest.fixture
async def counted(harness: Harness) -> Harness:
    """Six pupils with five half days at one school, and one such pupil at another."""
    pupils = [(SCHOOL, str(number)) for number in range(6)] + [(OTHER_SCHOOL, "6")]
    client = harness.coordinator
    await client.post("/enrolments", json=[enrolment(school=school, pupil=pupil) for school, pupil in pupils])
    slots = [(day, half_day) for day in DAYS for half_day in ("AM", "PM")][:5]
    for school, pupil in pupils:
        marks = [mark(school=school, pupil=pupil, date=day, half_day=half_day) for day, half_day in slots]
        assert (await client.post("/attendance-records", json=marks)).status_code == 200
    return harness


async def test_pupils_by_school_level_and_month(counted: Harness) -> None:
    answer = (await counted.coordinator.get(PUPILS)).json()
    assert (answer["school_year"], answer["smallest_cell"]) == ("2026-2027", 5)
    september, october, november = (item for item in answer["items"] if item["school"] == SCHOOL)
    assert october == {
        "school": SCHOOL,
        "level_of_education": "secundair",
        "month": "2026-10",
        "until": "2026-10-31",
        "pupils": 6,
        "at_least_5": 6,
        "at_least_10": 0,
        "at_least_15": 0,
        "at_least_30": 0,
    }
    assert (september["at_least_5"], november["until"]) == (0, "2026-11-20")


async def test_small_cells_are_left_out(counted: Harness) -> None:
    pupils = (await counted.coordinator.get(PUPILS, params={"school": OTHER_SCHOOL})).json()["items"]
    assert [(item["month"], item["pupils"], item["at_least_5"], item["at_least_10"]) for item in pupils] == [
        ("2026-09", None, 0, 0),
        ("2026-10", None, None, 0),
        ("2026-11", None, None, 0),
    ]
    weeks = (await counted.coordinator.get(RATES, params={"school": OTHER_SCHOOL})).json()["items"]
    numbers = ("pupils", "planned_half_days", "absent", "unknown", "rate")
    assert weeks
    assert {item[name] for item in weeks for name in numbers} == {None}


async def test_attendance_by_week(counted: Harness) -> None:
    items = (await counted.coordinator.get(RATES, params={"school": SCHOOL})).json()["items"]
    assert items[-1] == {
        "school": SCHOOL,
        "week": "2026-W41",
        "monday": "2026-10-05",
        "pupils": 6,
        "planned_half_days": 42,
        "absent": 30,
        "unknown": 0,
        "rate": pytest.approx(1 - 30 / 42),
    }
    assert [item["rate"] for item in items[:-1]] == [1.0] * 5


@pytest.mark.parametrize("path", [PUPILS, RATES])
async def test_the_same_figures_as_csv(counted: Harness, path: str) -> None:
    items = (await counted.coordinator.get(path)).json()["items"]
    answer = await counted.coordinator.get(path, headers={"Accept": "text/csv"})
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert "2026-2027.csv" in answer.headers["content-disposition"]
    rows = list(csv.DictReader(StringIO(answer.text)))
    assert rows == [{name: "" if value is None else str(value) for name, value in item.items()} for item in items]


async def test_another_school_year_has_its_own_figures(counted: Harness) -> None:
    for path in (PUPILS, RATES):
        answer = (await counted.coordinator.get(path, params={"school_year": "2025-2026"})).json()
        assert (answer["school_year"], answer["items"]) == ("2025-2026", [])
        assert (await counted.coordinator.get(path, params={"school_year": "2025-2027"})).status_code == 422
        assert (await counted.coordinator.get(path, params={"school": "12"})).status_code == 422


@pytest.mark.parametrize("path", [PUPILS, RATES])
async def test_a_school_has_its_own_figures_only(counted: Harness, path: str) -> None:
    school = counted.by(Role.SCHOOL)
    for params in ({}, {"school": SCHOOL}):
        answer = await school.get(path, params=params)
        assert {item["school"] for item in answer.json()["items"]} == {SCHOOL}
    assert (await school.get(path, params={"school": OTHER_SCHOOL})).status_code == 403
    assert {item["school"] for item in (await counted.by(Role.CASEWORKER).get(path)).json()["items"]} == {
        SCHOOL,
        OTHER_SCHOOL,
    }


@pytest.mark.parametrize("role", [Role.COUNSELLOR, Role.CLB, Role.YOUTH_COACH, Role.OPERATOR])
async def test_figures_are_not_for_everyone(harness: Harness, role: Role) -> None:
    for path in (PUPILS, RATES):
        assert (await harness.by(role).get(path)).status_code == 403


async def test_nothing_but_json_and_csv_is_answered(harness: Harness) -> None:
    answer = await harness.coordinator.get(PUPILS, headers={"Accept": "application/pdf"})
    assert (answer.status_code, answer.json()["supported"]) == (406, ["application/json", "text/csv"])
