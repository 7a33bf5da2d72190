"""`GET /statistics/around-cases`: numbers only, and no small ones."""

import csv
from datetime import date, datetime
from io import StringIO
from typing import Any
from uuid import UUID

import pytest
from tests.component.attendance.casework import Casework

from shared.domain.flemish_calendar import flemish_calendar
from shared.domain.roles import Role
from shared.domain.school_year import SchoolYear
from shared.runtime.clock import BRUSSELS

from .harness import OTHER_SCHOOL, SCHOOL, Harness, enrolment, mark

PATH = "/statistics/around-cases"
OPENED, ENDED = datetime(2026, 10, 9, 12, tzinfo=BRUSSELS), datetime(2026, 10, 12, 12, tzinfo=BRUSSELS)
HALF_DAYS = list(flemish_calendar(SchoolYear(2026)).half_days_until(date(2026, 12, 18)))


@pytest.fixture
async def cases(harness: Harness) -> Harness:
    """Five pupils with a case that was closed, away half of the days before it, and one such pupil elsewhere."""
    harness.clock.set(datetime(2026, 12, 18, 18, tzinfo=BRUSSELS))
    pupils = [(SCHOOL, str(number)) for number in range(5)] + [(OTHER_SCHOOL, "5")]
    client = harness.coordinator
    await client.post("/enrolments", json=[enrolment(school=school, pupil=pupil) for school, pupil in pupils])
    before = [half_day for half_day in HALF_DAYS if half_day[0] < OPENED.date()][-40:]
    away = [*before[::2], *(half_day for half_day in HALF_DAYS if half_day[0] > ENDED.date())]
    for school, pupil in pupils:
        of_pupil = {"school": school, "pupil": pupil}
        marks = [mark(**of_pupil, date=str(day), half_day=half_day) for day, half_day in away[:22]]
        marks.append(mark(**of_pupil, date="2026-12-18", code="-"))
        assert (await client.post("/attendance-records", json=marks)).status_code == 200
    casework = Casework(harness.service.units, harness.clock)
    for number, (school, pupil) in enumerate(pupils):
        attendance = (await client.get(f"/pupils/{school}/{pupil}/attendance")).json()
        case = UUID(int=number + 1)
        await casework.open(UUID(attendance["person_id"]), at=OPENED, case=case, school=school)
        await casework.close(at=ENDED, case=case)
    return harness


async def items(harness: Harness, **parameters: str) -> list[dict[str, Any]]:
    answer = await harness.coordinator.get(PATH, params=parameters)
    assert answer.status_code == 200, answer.text
    return answer.json()["items"]  # type: ignore[no-any-return]


async def test_rates_before_and_after(cases: Harness) -> None:
    assert await items(cases, school=SCHOOL) == [
        {
            "school": SCHOOL,
            "case_type": "truancy",
            "cases": 5,
            "cases_before": 5,
            "rate_before": 0.5,
            "cases_after_opening": 5,
            "rate_after_opening": pytest.approx(0.95),
            "cases_after_end": 5,
            "rate_after_end": pytest.approx(0.95),
        }
    ]


async def test_small_cells_are_left_out(cases: Harness) -> None:
    [item] = await items(cases, school=OTHER_SCHOOL)
    assert {name for name, value in item.items() if value is not None} == {"school", "case_type"}


async def test_by_school_type_and_school_year(cases: Harness) -> None:
    assert [item["school"] for item in await items(cases)] == [SCHOOL, OTHER_SCHOOL]
    assert await items(cases, case_type="newcomer") == []
    assert await items(cases, school_year="2025-2026") == []


async def test_the_same_as_csv(cases: Harness) -> None:
    answer = await cases.coordinator.get(PATH, headers={"Accept": "text/csv"})
    assert "around-cases-2026-2027.csv" in answer.headers["content-disposition"]
    rows = list(csv.DictReader(StringIO(answer.text)))
    assert [(row["school"], row["cases"], row["rate_before"]) for row in rows] == [
        (SCHOOL, "5", "0.5"),
        (OTHER_SCHOOL, "", ""),
    ]


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.CASEWORKER, Role.COORDINATOR}))
async def test_the_municipality_alone_reads_them(harness: Harness, role: Role) -> None:
    assert (await harness.by(role).get(PATH)).status_code == 403


async def test_an_export_has_what_is_kept_of_cases_for_who_sees_every_school(cases: Harness) -> None:
    casework = Casework(cases.service.units, cases.clock)
    attendance = (await cases.coordinator.get(f"/pupils/{SCHOOL}/0/attendance")).json()
    await casework.ask(UUID(attendance["person_id"]), case=UUID(int=1), version=3)
    path = f"/pupils/{SCHOOL}/0/export"
    export = (await cases.coordinator.get(path)).json()
    assert export["cases"] == [
        {
            "case_id": str(UUID(int=1)),
            "case_type": "truancy",
            "school": SCHOOL,
            "opened_on": "2026-10-09",
            "ended_on": "2026-10-12",
        }
    ]
    [watch] = export["watches"]
    assert (watch["asked_on"], watch["status"]) == ("2026-11-23", "running")
    assert watch["criteria"] == [{"kind": "no-new-problematic-half-day", "school_weeks": 1, "rate": None}]
    of_school = (await cases.by(Role.SCHOOL).get(path)).json()
    assert (of_school["watches"], of_school["cases"]) == (None, None)
