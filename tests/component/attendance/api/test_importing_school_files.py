"""The files that school packages give, from the upload to what is known of a pupil."""

import gzip
import io
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from attendance.register.storage.tables import metadata
from attendance.school_files.registry import FORMATS
from shared.domain.roles import Role

from .harness import OTHER_SCHOOL, SCHOOL, Harness

FILES = Path(__file__).parents[3] / "school_files"

WISA = {"package": "wisa", "columns": "pupil:Stamnr,date:Datum,half_day:Dagdeel,code:Afwezigheid"}
EXAMPLES = [
    (
        "smartschool-pupil.json",
        {"format": "smartschool", "pupil": "1234567"},
        {"1234567": {"problematic": 1, "justified": 1, "present": 1, "late": 2, "unknown": 2}},
    ),
    (
        "smartschool-pupil-alias.json",
        {"format": "smartschool", "pupil": "1234567"},
        {"1234567": {"problematic": 1, "justified": 3, "present": 1, "late": 0, "unknown": 0}},
    ),
    (
        "smartschool-day.json",
        {"format": "smartschool", "date": "2026-10-05"},
        {
            "119975": {"problematic": 0, "justified": 0, "present": 1, "late": 1, "unknown": 0},
            "119976": {"problematic": 2, "justified": 0, "present": 0, "late": 0, "unknown": 0},
            "119977": {"problematic": 0, "justified": 0, "present": 2, "late": 0, "unknown": 0},
        },
    ),
    (
        "smartschool-day-alias.json",
        {"format": "smartschool", "date": "2026-10-05"},
        {
            "119975": {"problematic": 1, "justified": 1, "present": 0, "late": 0, "unknown": 0},
            "119976": {"problematic": 0, "justified": 1, "present": 0, "late": 0, "unknown": 0},
        },
    ),
    (
        "informat.txt",
        {"format": "informat"},
        {
            "0000119975": {"problematic": 1, "justified": 1, "present": 0, "late": 0, "unknown": 0},
            "0000119976": {"problematic": 0, "justified": 0, "present": 0, "late": 0, "unknown": 1},
            "0000119977": {"problematic": 0, "justified": 1, "present": 0, "late": 1, "unknown": 0},
        },
    ),
    (
        "wisa.csv",
        {"format": "csv"} | WISA,
        {
            "1234567": {"problematic": 1, "justified": 1, "present": 0, "late": 0, "unknown": 0},
            "1234568": {"problematic": 0, "justified": 0, "present": 1, "late": 1, "unknown": 0},
        },
    ),
    *[
        (
            f"libreoffice.{name}",
            {"format": name},
            {
                "12345": {"problematic": 1, "justified": 0, "present": 0, "late": 0, "unknown": 0},
                "12346": {"problematic": 0, "justified": 1, "present": 0, "late": 0, "unknown": 0},
            },
        )
        for name in ("ods", "xlsx")
    ],
    (
        "dbffile.dbf",
        {"format": "dbf"},
        {
            "12345": {"problematic": 1, "justified": 0, "present": 0, "late": 0, "unknown": 0},
            "7": {"problematic": 0, "justified": 1, "present": 0, "late": 0, "unknown": 0},
        },
    ),
    (
        "ed-fi.xml",
        {"format": "ed-fi", "map": f"255901001:{SCHOOL}"},
        {
            "604822": {"problematic": 2, "justified": 1, "present": 0, "late": 0, "unknown": 0},
            "604823": {"problematic": 2, "justified": 0, "present": 0, "late": 2, "unknown": 1},
        },
    ),
]
by_example = pytest.mark.parametrize(("name", "how", "expected"), EXAMPLES, ids=[name for name, *_ in EXAMPLES])


async def upload(client: httpx.AsyncClient, content: bytes, **how: Any) -> httpx.Response:
    return await client.post("/imports", content=content, params={"school": SCHOOL, "enrol": "implicit"} | how)


async def counts(harness: Harness, pupil: str) -> dict[str, int]:
    answer = await harness.coordinator.get(f"/pupils/{SCHOOL}/{pupil}/attendance")
    assert answer.status_code == 200, answer.text
    return dict(answer.json()["counts"])


@by_example
async def test_a_file_is_counted_as_it_says(
    harness: Harness, name: str, how: dict[str, str], expected: dict[str, dict[str, int]]
) -> None:
    answer = await upload(harness.coordinator, (FILES / name).read_bytes(), **how)
    assert answer.status_code == 200, answer.text
    assert answer.json()["accepted"] == sum(sum(each.values()) for each in expected.values())
    assert answer.json()["rejected"] == answer.json()["pending"] == 0
    assert {pupil: await counts(harness, pupil) for pupil in expected} == expected


async def test_a_past_pupil_of_a_smartschool_file_is_counted_and_becomes_nobody(harness: Harness) -> None:
    content = (FILES / "smartschool-day.json").read_bytes()
    answer = await upload(harness.coordinator, content, format="smartschool", date="2026-10-05")
    assert (answer.json()["left_out"], answer.json()["lines"]) == (1, [])
    past = await harness.coordinator.get(f"/pupils/{SCHOOL}/20260916_104204_noor.voorbeeld/attendance")
    assert past.status_code == 404
    one_left = await upload(
        harness.coordinator, b'{"noor.voorbeeld": {"am": "B"}}', format="smartschool", date="2026-10-05"
    )
    assert (one_left.json()["left_out"], one_left.json()["accepted"], one_left.json()["pending"]) == (1, 0, 0)


@by_example
async def test_a_file_again_changes_nothing(
    harness: Harness, name: str, how: dict[str, str], expected: dict[str, dict[str, int]]
) -> None:
    content = (FILES / name).read_bytes()
    first = (await upload(harness.coordinator, content, **how)).json()
    again = (await upload(harness.coordinator, content, **how)).json()
    assert (again["accepted"], again["unchanged"]) == (0, first["accepted"] + first["unchanged"])
    assert again["superseded"] == first["superseded"]
    assert {pupil: await counts(harness, pupil) for pupil in expected} == expected


@by_example
async def test_a_dry_run_of_a_file_answers_the_same_and_records_nothing(
    harness: Harness, name: str, how: dict[str, str], expected: dict[str, dict[str, int]]
) -> None:
    content = (FILES / name).read_bytes()
    dry = (await upload(harness.coordinator, content, dry_run="true", **how)).json()
    assert (await harness.coordinator.get(f"/pupils/{SCHOOL}/{next(iter(expected))}/attendance")).status_code == 404
    real = (await upload(harness.coordinator, content, **how)).json()
    assert {**dry, "import_id": "", "dry_run": False} == {**real, "import_id": ""}


async def test_a_code_nobody_knows_is_reported_by_its_line_and_never_guessed(harness: Harness) -> None:
    content = b'{"1": {"am": "O", "pm": "S"}, "2": {"am": "B"}, "3": {"am": "V"}}'
    how = {"format": "smartschool", "date": "2026-10-05"}
    for _ in range(2):
        answer = (await upload(harness.coordinator, content, **how)).json()
        assert answer["unknown_code_lines"] == [1, 3]
    assert (await counts(harness, "1"))["unknown"] == 2
    assert (await counts(harness, "3"))["unknown"] == 1


async def test_a_code_nobody_knows_is_reported_also_of_who_is_not_enrolled_yet(harness: Harness) -> None:
    content = b"pupil,date,half_day,code\n1,2026-10-05,AM,O\n2,2026-10-05,AM,B\n1,2026-10-05,PM,S\n"
    answer = (
        await harness.coordinator.post("/imports", params={"format": "csv", "school": SCHOOL}, content=content)
    ).json()
    assert (answer["accepted"], answer["pending"]) == (0, 3)
    assert (answer["unknown_codes"], answer["unknown_code_lines"]) == (2, [2, 4])


async def test_of_a_key_that_is_there_twice_the_later_one_holds(harness: Harness) -> None:
    content = b'{"1": {"am": "B"}, "2": {"am": "B"}, "1": {"am": "Z"}}'
    answer = (await upload(harness.coordinator, content, format="smartschool", date="2026-10-05")).json()
    assert (answer["accepted"], answer["superseded"]) == (2, 1)
    assert answer["lines"] == [{"line": 1, "status": "superseded", "reason": None}]
    assert (await counts(harness, "1"))["problematic"] == 0


CODE = "Xkqz"
MALFORMED = {
    "csv": f"pupil,date,half_day,code\n1,2026-10-05,AM,{CODE}\n2,x,AM,{CODE}\n3,2026-10-05,{CODE},{CODE}\n",
    "smartschool": f'{{"1": {{"am": "{CODE}"}}, "a b": {{"am": "{CODE}"}}, "2": {{"am": {{"alias": "{CODE}"}}}}}}',
    "informat": f"051026T1\n{CODE}\n0000000001\n{CODE}\n0000000002\n051026T3\n0000000003\n",
    "ed-fi": (FILES / "ed-fi.xml").read_text().replace("Excused Absence", CODE).replace("2026-10-07", "never"),
}


@pytest.mark.parametrize("name", MALFORMED)
async def test_a_code_is_kept_nowhere_and_not_in_the_report(harness: Harness, name: str) -> None:
    how = {"format": name, "map": f"255901001:{SCHOOL}"} | ({"date": "2026-10-05"} if name == "smartschool" else {})
    answer = await upload(harness.coordinator, MALFORMED[name].encode(), **how)
    assert answer.json()["lines"]
    assert CODE not in answer.text
    async with harness.service.units() as uow:
        for table in metadata.sorted_tables:
            rows = await uow.connection.execute(sa.select(table))
            assert CODE not in str(rows.all()), table.name


@pytest.mark.parametrize(
    ("how", "field"),
    [
        ({"format": "smartschool"}, "pupil"),
        ({"format": "smartschool", "pupil": "1", "date": "2026-10-05"}, "pupil"),
        ({"format": "smartschool", "pupil": "a b"}, "pupil"),
        ({"format": "smartschool", "date": "5/10/2026"}, "date"),
        ({"format": "smartschool", "date": "1791158400"}, "date"),
        ({"format": "smartschool", "date": "2026-10-05"}, "body"),
        ({"format": "informat"}, "body"),
        ({"format": "informat", "periods": "2"}, "periods"),
        ({"format": "informat", "periods": "2:VM"}, "periods"),
    ],
)
async def test_a_wrong_parameter_is_named(harness: Harness, how: dict[str, str], field: str) -> None:
    answer = await upload(harness.coordinator, b"x", **how)
    assert answer.status_code == 422
    assert [each["field"] for each in answer.json()["errors"]] == [field]


async def test_a_school_with_other_lesson_hours_names_them(harness: Harness) -> None:
    content = b"051026T2\nB\n0000119975\n051026T7\nB\n0000119975\n"
    answer = await upload(harness.coordinator, content, format="informat", periods="2:AM,T7:PM")
    assert answer.json()["accepted"] == 2


async def test_a_schools_own_software_need_not_name_the_school(harness: Harness) -> None:
    client = harness.by(Role.SCHOOL)
    params = {"format": "informat", "enrol": "implicit"}
    answer = await client.post("/imports", content=(FILES / "informat.txt").read_bytes(), params=params)
    assert answer.json()["accepted"] == 5
    refused = await upload(client, (FILES / "informat.txt").read_bytes(), format="informat", school=OTHER_SCHOOL)
    assert refused.status_code == 403


@cache
def _zip_bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("absences.csv", b"\0" * 50_000_000)
    return packed.getvalue()


@cache
def _gzip_bomb() -> bytes:
    return gzip.compress(b"pupil,date,half_day,code\n" * 1_000_000)


NEVER_TRUSTED: dict[str, Callable[[], bytes]] = {
    "zip": _zip_bomb,
    "gzip": _gzip_bomb,
    "utf-16": lambda: "pupil,date,half_day,code\n".encode("utf-16"),
    "a huge line": lambda: b"1" * 5_000_000,
    "deep json": lambda: b'{"1":' * 100_000,
    "entities": lambda: b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><InterchangeStudentAttendance>&b;</x>',
}


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("content", NEVER_TRUSTED.values(), ids=NEVER_TRUSTED)
async def test_what_no_school_package_writes_is_refused_in_every_format(
    harness: Harness, name: str, content: Callable[[], bytes]
) -> None:
    how = {"date": "2026-10-05"} if name == "smartschool" else {}
    answer = await upload(harness.coordinator, content(), format=name, **how)
    assert answer.status_code == 422
    assert [each["field"] for each in answer.json()["errors"]] == ["body"]
    assert len(answer.text) < 1000
