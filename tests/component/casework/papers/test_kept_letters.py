"""A letter with an address is kept for its term, and goes with its case and its person."""

from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from tests.component.casework.harness import Harness, person
from tests.pdfs import Pdf

from casework.application.make_paper import purge_letters
from shared.contracts.attendance_persons import TOPIC as PERSONS

from .stories import LETTER, PDF, printed, truant


async def kept(harness: Harness) -> list[Any]:
    async with harness.service.engine.connect() as connection:
        return list(await connection.execute(sa.text("SELECT * FROM letter")))


async def whole_database(harness: Harness) -> str:
    """Every row of every table, as text."""
    names = sa.text("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
    async with harness.service.engine.connect() as connection:
        tables = list(await connection.scalars(names))
        assert "letter" in tables
        results = [await connection.execute(sa.text(f'SELECT * FROM "{table}"')) for table in tables]
    return str([tuple(row) for result in results for row in result])  # a row by itself shortens what it shows


async def letter_of(harness: Harness) -> tuple[dict[str, Any], str]:
    """A case, and the path of its letter."""
    case = await truant(harness)
    made = await harness.http.post(f"/cases/{case['case_id']}/papers/letter-to-parents", json=LETTER)
    return case, f"/cases/{case['case_id']}/letters/{made.json()['paper_id']}"


async def test_a_letter_is_printed_again_as_it_was(harness: Harness) -> None:
    case, path = await letter_of(harness)
    before = (await harness.http.get(path)).json()
    harness.clock.advance(timedelta(days=10))
    assert (await harness.http.get(path)).json() == before
    again = Pdf((await harness.http.get(path, headers=PDF)).content)
    assert "Kanarielaan 12 bus 3" in again.text
    assert "23 november 2026" in again.text
    another = path.replace(case["case_id"], "00000000-0000-7000-8000-000000000000")
    assert (await harness.http.get(another)).status_code == 404


async def test_the_address_is_gone_from_the_whole_database_after_its_term(harness: Harness) -> None:
    _, path = await letter_of(harness)
    harness.clock.advance(timedelta(days=90))
    await purge_letters(harness.service.units, clock=harness.clock)
    assert "Kanarielaan" in await whole_database(harness)
    assert (await harness.http.get(path)).status_code == 200
    harness.clock.advance(timedelta(days=1))
    assert (await harness.http.get(path)).status_code == 404
    await purge_letters(harness.service.units, clock=harness.clock)
    assert "Kanarielaan" not in await whole_database(harness)
    assert [entry["kind"] for entry in await harness.timeline(path.split("/")[2])].count("paper-made") == 1


async def test_only_the_letter_has_the_address(harness: Harness) -> None:
    await letter_of(harness)
    [row] = await kept(harness)
    assert "Kanarielaan" in str(tuple(row))
    async with harness.service.engine.begin() as connection:
        await connection.execute(sa.text("DELETE FROM letter"))
    assert "Kanarielaan" not in await whole_database(harness)


async def test_a_preview_keeps_nothing(harness: Harness) -> None:
    case = await truant(harness)
    await printed(harness, case, "letter-to-parents", LETTER, preview="true")
    assert await kept(harness) == []


async def test_letters_go_with_the_person_that_is_erased(harness: Harness) -> None:
    case, path = await letter_of(harness)
    await harness.receive_null(PERSONS, case["person_id"])
    assert await kept(harness) == []
    assert (await harness.http.get(path)).status_code == 404


async def test_letters_go_along_with_a_case_that_is_merged(harness: Harness) -> None:
    case, _ = await letter_of(harness)
    async with harness.service.units() as uow:
        other = (await harness.http.post("/cases", json=await another_case(harness))).json()["case_id"]
        await uow.files.move(case["case_id"], other)
    assert [str(row.case_id) for row in await kept(harness)] == [other]


async def another_case(harness: Harness) -> dict[str, Any]:
    known = person("00000000-0000-7000-8000-000000000009", ("123456", "P-9"))
    await harness.receive(known, str(known.person_id))
    return {"case_type": "truancy", "school": "123456", "pupil": "P-9", "reason": "-"}
