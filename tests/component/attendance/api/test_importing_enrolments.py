"""Enrolments as files: `POST /enrolments/imports`."""

from datetime import date
from typing import Any

import httpx
import pytest
import sqlalchemy as sa
from tests.school_files.tables import WRITERS, Rows

from shared.domain.roles import Role

from .harness import OTHER_SCHOOL, SCHOOL, Harness

HEADER = ("pupil", "valid_from", "class", "given_name", "family_name", "birth_date")
NOOR = ("77", date(2026, 9, 1), "3A", "Noor", "Voorbeeld", date(2011, 3, 4))
NUMBERS = ("accepted", "unchanged", "superseded", "pending", "rejected")


async def bring(client: httpx.AsyncClient, rows: Rows | bytes, **params: Any) -> httpx.Response:
    content = rows if isinstance(rows, bytes) else WRITERS[params.get("format", "csv")](rows)
    asked = {"school": SCHOOL, "level": "secundair"} | params
    return await client.post("/enrolments/imports", content=content, params=asked)


def numbers(answer: httpx.Response) -> dict[str, int]:
    """The numbers that are not 0."""
    assert answer.status_code == 200, answer.text
    return {name: answer.json()[name] for name in NUMBERS if answer.json()[name]}


async def classes(harness: Harness) -> list[str | None]:
    """The class in each enrolment of pupil 77."""
    async with harness.service.engine.connect() as connection:
        query = "SELECT class_name FROM enrolment JOIN pupil USING (pupil_id) WHERE pupil.pupil = '77'"
        return list((await connection.execute(sa.text(query))).scalars())


@pytest.mark.parametrize("format_", WRITERS)
async def test_the_pupils_of_a_file_are_enrolled_and_again_it_changes_nothing(harness: Harness, format_: str) -> None:
    rows = [HEADER, NOOR, ("78", *NOOR[1:])]
    assert numbers(await bring(harness.coordinator, rows, format=format_)) == {"accepted": 2}
    assert numbers(await bring(harness.coordinator, rows, format=format_)) == {"unchanged": 2}
    found = (await harness.coordinator.get(f"/pupils/{SCHOOL}/77/attendance")).json()
    assert found["person_id"] is not None


async def test_a_dry_run_answers_the_same_and_enrols_nobody(harness: Harness) -> None:
    answer = await bring(harness.coordinator, [HEADER, NOOR], dry_run="true")
    assert (numbers(answer), answer.json()["dry_run"]) == ({"accepted": 1}, True)
    assert (await harness.coordinator.get(f"/pupils/{SCHOOL}/77/attendance")).status_code == 404
    assert numbers(await bring(harness.coordinator, [HEADER, NOOR])) == {"accepted": 1}


async def test_every_line_that_was_not_taken_is_named_with_the_reason(harness: Harness) -> None:
    rows = [HEADER, NOOR, ("12345.0", *NOOR[1:]), ("79", *NOOR[1:5], "00/03/2011")]
    answer = await bring(harness.coordinator, rows)
    assert numbers(answer) == {"accepted": 2, "rejected": 1}
    [line] = answer.json()["lines"]
    assert (line["line"], line["status"]) == (3, "rejected")
    assert line["reason"].startswith("pupil: Is a number that a spreadsheet")
    assert answer.json()["completed_lines"] == [4]


async def test_of_two_lines_for_one_enrolment_the_later_one_holds_however_far_it_is(harness: Harness) -> None:
    between = [(str(number), *NOOR[1:]) for number in range(1000, 1600)]
    rows = [HEADER, NOOR, *between, (*NOOR[:2], "4B", *NOOR[3:])]
    for expected in ({"accepted": 601, "superseded": 1}, {"unchanged": 601, "superseded": 1}):
        answer = await bring(harness.coordinator, rows)
        assert numbers(answer) == expected
        assert answer.json()["lines"][0] == {"line": 2, "status": "superseded", "reason": None}
        assert await classes(harness) == ["4B"]


async def test_of_a_file_with_a_day_with_the_month_first_nothing_is_kept(harness: Harness) -> None:
    between = [(str(number), *NOOR[1:]) for number in range(1000, 1600)]
    answer = await bring(harness.coordinator, [HEADER, *between, ("77", "9/30/2026", *NOOR[2:])])
    assert answer.status_code == 422
    [error] = answer.json()["errors"]
    assert (error["field"], error["reason"][-10:]) == ("body", "(line 602)")
    assert (await harness.coordinator.get(f"/pupils/{SCHOOL}/1000/attendance")).status_code == 404


async def test_a_school_brings_its_own_pupils_only(harness: Harness) -> None:
    client = harness.by(Role.SCHOOL)
    own = await client.post("/enrolments/imports", content=WRITERS["csv"]([HEADER, NOOR]), params={"level": "lager"})
    assert numbers(own) == {"accepted": 1}
    for rows, school in (
        ([("school", *HEADER), (SCHOOL, *NOOR), (OTHER_SCHOOL, *NOOR)], SCHOOL),
        ([HEADER, NOOR], OTHER_SCHOOL),
    ):
        assert (await bring(client, rows, school=school)).status_code == 403
    for role in (Role.COUNSELLOR, Role.CLB, Role.CASEWORKER):
        assert (await bring(harness.by(role), [HEADER, NOOR])).status_code == 403
    assert numbers(await bring(harness.by(Role.OPERATOR), [HEADER, NOOR], level="lager")) == {"unchanged": 1}


@pytest.mark.parametrize(
    ("content", "params", "field"),
    [
        (b"", {}, "body"),
        (b"pupil,valid_from\n", {}, "body"),
        (b"PK\x03\x04", {"format": "xlsx"}, "body"),
        (b"x", {"format": "xls"}, "format"),
        (b"x", {"columns": "half_day:Dagdeel"}, "columns"),
        (b"x", {"map": "noord"}, "map"),
        (b"x", {"level": "hoger"}, "level"),
        (b"x", {"leading_zeros": "pupil"}, "leading_zeros"),
        (b"x", {"recorded_at": "1/9/2026"}, "recorded_at"),
    ],
)
async def test_what_is_wrong_with_the_whole_is_named(
    harness: Harness, content: bytes, params: dict[str, str], field: str
) -> None:
    answer = await bring(harness.coordinator, content, **params)
    assert answer.status_code == 422
    assert [each["field"] for each in answer.json()["errors"]] == [field]
