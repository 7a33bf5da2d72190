"""Levels and gaps in enrolments had a table each; now they are grounds, in one table, and nothing of them is lost."""

import asyncio
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa
from alembic.script import ScriptDirectory
from sqlalchemy.ext.asyncio import AsyncConnection

from casework.app import MIGRATIONS
from casework.domain.events import CountedHalfDay
from casework.types.not_enrolled.gap import EnrolmentGap
from casework.types.truancy.level import Level
from shared.domain.half_days import HalfDay
from shared.domain.school_year import SchoolYear
from shared.runtime.clock import BRUSSELS
from shared.service.migrating import config

from .harness import Harness
from .test_schema import migrate

BEFORE = "2026_11_29_0100_entry_facts"
PERSON = UUID("00000000-0000-7000-8000-000000000001")
LEVEL, FALLEN, EARLY, GAP, FOUND = (UUID(f"00000000-0000-7000-8000-0000000000a{number}") for number in range(5))

ROWS = f"""
    INSERT INTO case_record (
        case_id, reference, case_type, person_id, school, pupil, school_year, level_of_education, opened_at, respond_by,
        status, version
    ) VALUES
        ('{PERSON}', 'SP-2026-000001', 'truancy', '{PERSON}', '123456', 'P-1', '2026-2027', 'secundair',
         '2026-10-08T16:05:00+02:00', '2026-10-15', 'new', 3),
        ('{GAP}', 'LP-2026-000001', 'not-enrolled', '{PERSON}', NULL, NULL, '2026-2027', NULL,
         '2026-10-05T09:00:00+02:00', NULL, 'withdrawal-proposed', 2);
    INSERT INTO signal VALUES
        ('{LEVEL}', '{PERSON}', '{PERSON}', '123456', 'P-1', 'secundair', '2026-2027', 'problematic-half-days', 2, 5, 6,
         '2026-10-08T16:05:00.123456+02:00', 7, '2026-10-08',
         '[{{"date": "2026-10-05", "half_day": "AM", "school": "123456"}},
           {{"date": "2026-10-01", "half_day": "PM", "school": "654321"}}]',
         true, false, false),
        ('{FALLEN}', '{PERSON}', '{PERSON}', '123456', 'P-1', 'secundair', '2025-2026', 'a-rule', 1, 10, 9,
         '2026-06-01T12:00:00+02:00', 1, '2026-05-29', '[]', true, true, true),
        ('{EARLY}', NULL, '{PERSON}', '123456', 'P-1', 'lager', '2026-2027', 'problematic-half-days', 2, 15, 14,
         '2026-11-02T12:00:00+01:00', 9, '2026-10-30', '[]', false, true, false);
    INSERT INTO enrolment_gap VALUES
        ('{GAP}', '{GAP}', '{PERSON}', '2026-2027', '2026-10-01', true, true, false),
        ('{FOUND}', NULL, '{PERSON}', '2026-2027', '2026-11-02', false, true, false)
"""


async def rows(connection: AsyncConnection, table: str) -> list[tuple[object, ...]]:
    key = "signal_id" if table != "ground" else "ground_id"
    return [tuple(row) for row in await connection.execute(sa.text(f"SELECT * FROM {table} ORDER BY {key}"))]


async def put_rows_of_before(harness: Harness) -> None:
    async with harness.service.engine.begin() as connection:
        await connection.run_sync(migrate, BEFORE)
        for statement in ROWS.split(";"):
            await connection.exec_driver_sql(statement)


async def test_every_row_becomes_a_ground_with_all_that_it_had(harness: Harness) -> None:
    await put_rows_of_before(harness)
    async with harness.service.engine.begin() as connection:
        await connection.run_sync(migrate, "head")
    half_days = (
        CountedHalfDay(date(2026, 10, 5), HalfDay.AM, "123456"),
        CountedHalfDay(date(2026, 10, 1), HalfDay.PM, "654321"),
    )
    async with harness.service.units() as uow:
        level = await uow.grounds.get(LEVEL)
        assert level
        assert level.case_id == PERSON
        assert level.ground == Level(
            ground_id=LEVEL,
            person_id=PERSON,
            school_year=SchoolYear(2026),
            since=date(2026, 10, 8),
            school="123456",
            pupil="P-1",
            level_of_education="secundair",
            rule="problematic-half-days",
            rule_version=2,
            level=5,
            count=6,
            counted_at=datetime(2026, 10, 8, 16, 5, 0, 123456, tzinfo=BRUSSELS),
            sequence=7,
            half_days=half_days,
            said=True,
        )
        found = {ground_id: await uow.grounds.get(ground_id) for ground_id in (FALLEN, EARLY, GAP, FOUND)}
    kept = {ground_id: known for ground_id, known in found.items() if known}
    fallen, early, gap = kept[FALLEN], kept[EARLY], kept[GAP]
    assert (fallen.ground.taken_back, fallen.ground.settled, fallen.case_id) == (True, True, PERSON)
    assert (early.ground.said, early.ground.taken_back, early.case_id) == (False, True, None)
    assert gap.ground == EnrolmentGap(
        ground_id=GAP,
        person_id=PERSON,
        school_year=SchoolYear(2026),
        since=date(2026, 10, 1),
        said=True,
        taken_back=True,
    )
    assert (gap.case_id, kept[FOUND].case_id, kept[FOUND].ground.since) == (GAP, None, date(2026, 11, 2))
    cases = {case["reference"]: case for case in await harness.cases()}
    assert [signal["level"] for signal in cases["SP-2026-000001"]["signals"]] == [10, 5]
    assert [gap["status"] for gap in cases["LP-2026-000001"]["enrolment_gaps"]] == ["found"]


async def test_a_downgrade_gives_the_rows_back_as_they_were(harness: Harness) -> None:
    await put_rows_of_before(harness)
    async with harness.service.engine.begin() as connection:
        before = [await rows(connection, table) for table in ("signal", "enrolment_gap")]
        await connection.run_sync(migrate, "head")
        grounds = await rows(connection, "ground")
        await connection.run_sync(migrate, BEFORE)
        assert [await rows(connection, table) for table in ("signal", "enrolment_gap")] == before
        await connection.run_sync(migrate, "head")
        assert await rows(connection, "ground") == grounds
    assert (len(before[0]), len(before[1]), len(grounds)) == (3, 2, 5)


def test_the_files_of_migrations_are_named_in_the_order_they_run() -> None:
    scripts = ScriptDirectory.from_config(config(MIGRATIONS))
    in_order = [Path(script.path).name for script in scripts.walk_revisions()][::-1]
    assert in_order == sorted(in_order)


NEW = UUID("00000000-0000-7000-8000-0000000000b0")


@pytest.mark.parametrize(
    "written",
    [
        f"INSERT INTO enrolment_gap VALUES ('{NEW}', NULL, '{PERSON}', '2026-2027', '2026-11-03', true, false, false)",
        f"UPDATE enrolment_gap SET signal_id = '{NEW}' WHERE signal_id = '{FOUND}'",
    ],
    ids=["added", "changed"],
)
async def test_what_is_written_while_the_rows_move_is_not_lost(harness: Harness, written: str) -> None:
    await put_rows_of_before(harness)
    engine = harness.service.engine

    async def upgrade() -> None:
        async with engine.begin() as connection:
            await connection.run_sync(migrate, "head")

    async with engine.begin() as writing, engine.connect() as watching:
        await writing.exec_driver_sql(written)
        upgrading = asyncio.create_task(upgrade())
        async with asyncio.timeout(10):
            while not await watching.scalar(sa.text("SELECT count(*) FROM pg_locks WHERE NOT granted")):
                await asyncio.sleep(0.01)
    await upgrading
    async with harness.service.units() as uow:
        assert await uow.grounds.get(NEW)
