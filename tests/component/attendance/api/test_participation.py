"""Figures about participation, social mix and school allowance over HTTP."""

import csv
from io import StringIO
from typing import Any

import pytest

from shared.domain.roles import Role

from .harness import OTHER_SCHOOL, SCHOOL, Harness, enrolment

PATHS = ("/toddlers/participation", "/schools/social-mix", "/schools/allowance-warnings")


@pytest.fixture
async def filled(harness: Harness) -> Harness:
    """Six toddlers and six pupils of lager at one school, three of each at another."""
    reports = [
        enrolment(
            school=school,
            pupil=f"{level}-{number}",
            level=level,
            person={"given_name": "Noor", "family_name": "Voorbeeld", "birth_date": f"{born}-05-0{number + 1}"},
            ses=number % 2 == 0,
        )
        for school, pupils in ((SCHOOL, 9), (OTHER_SCHOOL, 3))
        for level, born in (("kleuter", 2022), ("lager", 2017))
        for number in range(pupils)
    ]
    answer = await harness.coordinator.post("/enrolments", json=reports)
    assert {each["status"] for each in answer.json()["results"]} == {"accepted"}
    return harness


async def ask(harness: Harness, path: str, **params: Any) -> dict[str, Any]:
    answer = await harness.by(Role.CASEWORKER).get(path, params=params)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def test_toddlers_of_a_school_year(filled: Harness) -> None:
    answer = await ask(filled, PATHS[0], school_year="2026-2027")
    assert (answer["school_year"], answer["smallest_cell"]) == ("2026-2027", 5)
    here, there, all_ = answer["items"]
    assert (here["school"], there["school"], all_["school"]) == (SCHOOL, OTHER_SCHOOL, None)
    assert (all_["age"], all_["minimum"], all_["most_unjustified"]) == ("4", 185, None)
    assert (here["toddlers"], there["toddlers"], there["not_reached"]) == (None, None, None), "3 beside 9 of 12"
    assert (all_["toddlers"], all_["reached"], all_["if_accepted"]) == (12, 0, 0)


async def test_social_mix_of_a_day(filled: Harness) -> None:
    answer = await ask(filled, PATHS[1], level="lager", on="2026-10-01")
    assert (answer["on"], answer["level_of_education"]) == ("2026-10-01", "lager")
    assert [each["school"] for each in answer["items"]] == [SCHOOL, OTHER_SCHOOL, None]
    municipality = answer["items"][-1]
    assert (municipality["with_ses"], municipality["without_ses"], municipality["unknown"]) == (7, 5, 0)
    assert (municipality["share"], answer["dissimilarity"]) == (0.583, 0.0), "both schools count as one"


async def test_allowance_warnings_of_a_school_year(filled: Harness) -> None:
    answer = await ask(filled, PATHS[2])
    assert (answer["school_year"], answer["years"]) == ("2026-2027", 2)
    municipality = answer["items"][-1]
    assert (municipality["level_of_education"], municipality["pupils"], municipality["unenrolled"]) == ("lager", 12, 0)


@pytest.mark.parametrize("path", PATHS)
async def test_all_come_as_csv_too_with_empty_cells_for_what_is_left_out(filled: Harness, path: str) -> None:
    as_json = (await ask(filled, path))["items"]
    answer = await filled.coordinator.get(path, headers={"Accept": "text/csv"})
    assert answer.headers["content-type"].startswith("text/csv")
    assert answer.headers["content-disposition"].startswith('attachment; filename="')
    rows = list(csv.DictReader(StringIO(answer.text)))
    assert [{key: value or None for key, value in row.items()} for row in rows] == [
        {key: None if value is None else str(value) for key, value in item.items()} for item in as_json
    ]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.SCHOOL, 403),
        (Role.COUNSELLOR, 403),
        (Role.CLB, 403),
        (Role.YOUTH_COACH, 403),
        (Role.OPERATOR, 403),
        (Role.CASEWORKER, 200),
        (Role.COORDINATOR, 200),
    ],
)
async def test_caseworkers_and_coordinators_see_schools_side_by_side(
    harness: Harness, path: str, role: Role, status: int
) -> None:
    assert (await harness.by(role).get(path)).status_code == status


async def test_wrong_parameters_are_named(harness: Harness) -> None:
    for path, params in (
        (PATHS[0], {"school_year": "2026"}),
        (PATHS[1], {"on": "vandaag"}),
        (PATHS[1], {"level": "hoger"}),
    ):
        answer = await harness.coordinator.get(path, params=params)
        assert answer.status_code == 422
        assert next(iter(params)) in answer.json()["errors"][0]["field"]
