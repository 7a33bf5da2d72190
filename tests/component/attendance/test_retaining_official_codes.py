"""The official code beside a mark's status, where the municipality retains it; and nothing of it where it does not."""

from datetime import date, timedelta

import orjson
import pytest
from sqlalchemy import text

from attendance.register.domain.code_table import CODE_TABLE
from attendance.register.domain.mark import Mark
from attendance.register.domain.status import Status
from attendance.register.messaging.recorded_marks import as_mark
from attendance.register.storage.encoding import CODES
from attendance.testing.factories import MORNING, PUPIL, SCHOOL, enrolment, mark
from shared.contracts.school_attendance import TOPIC, AttendanceRecorded
from shared.contracts.school_attendance import Mark as RecordedMark
from shared.contracts.vocabulary import Package
from shared.domain.half_days import HalfDay
from shared.messaging.envelope import Envelope
from shared.messaging.record import StoredRecord
from shared.testing.logs import captured_logs

from .harness import Harness

DAY = date(2026, 9, 1)
LATER = MORNING + timedelta(hours=1)
RETAINING = CODE_TABLE.retaining_official_codes()


def recorded(code: str, *, retained: bool = True) -> Mark:
    said = RecordedMark(
        school=SCHOOL,
        pupil=PUPIL,
        date=DAY,
        half_day=HalfDay.AM,
        code=code,
        package=Package.SMARTSCHOOL,
        recorded_at=MORNING,
    )
    return as_mark(said, RETAINING if retained else CODE_TABLE)


async def kept(harness: Harness, table: str = "mark") -> list[tuple[int, str | None]]:
    return [(status, CODES[code]) for status, code in await harness.rows(f"SELECT status, code FROM {table}")]


@pytest.mark.parametrize(("code", "official"), [("D", "Z"), ("R03", "R"), ("B", "B"), ("|", None), ("L", None)])
async def test_the_official_code_is_kept_and_never_the_packages(
    harness: Harness, code: str, official: str | None
) -> None:
    await harness.record(recorded(code))
    [(_, found)] = await kept(harness)
    assert found == official


@pytest.mark.parametrize("code", [*"AMRZHPB", "D", "R03"])
async def test_without_retention_nothing_of_the_code_is_kept(harness: Harness, code: str) -> None:
    await harness.record(recorded(code, retained=False))
    [(_, found)] = await kept(harness)
    assert found is None


async def test_a_code_that_changes_within_a_status_goes_to_the_history(harness: Harness) -> None:
    await harness.record(mark(DAY, status=Status.JUSTIFIED)._replace(code="Z"))
    await harness.record(mark(DAY, status=Status.JUSTIFIED, recorded_at=LATER)._replace(code="R"))
    assert (await kept(harness), await kept(harness, "mark_history")) == ([(1, "R")], [(1, "Z")])


async def test_of_one_event_with_two_codes_either_order_ends_the_same(harness: Harness) -> None:
    marks = [mark(DAY, status=Status.JUSTIFIED, event_id="one")._replace(code=code) for code in "ZR"]
    for given in (marks, marks[::-1]):
        for each in given:
            await harness.record(each)
        assert await kept(harness) == [(1, "Z")]
        async with harness.engine.begin() as connection:
            await connection.execute(text("TRUNCATE mark"))


async def test_the_same_mark_again_after_switching_on_brings_its_code(harness: Harness) -> None:
    first = mark(DAY, status=Status.JUSTIFIED)
    await harness.record(first)
    await harness.record(first._replace(code="Z"))
    assert await kept(harness) == [(1, "Z")]


async def test_marks_that_no_rule_counts_cause_no_counting(harness: Harness) -> None:
    await harness.enrol(enrolment())
    async with harness.units() as uow:
        marks = [mark(DAY, status=Status.JUSTIFIED), mark(DAY, HalfDay.PM)]
        written = await uow.marks.write(marks, [2026, 2026], MORNING)
    assert [(each.gained, each.lost) for each in written.values()] == [(True, False)]


async def test_what_is_said_of_a_refused_mark_holds_no_code(harness: Harness) -> None:
    harness.codes = RETAINING
    data = {
        "school": SCHOOL,
        "pupil": PUPIL,
        "date": "2026-09-01",
        "half_day": "noon",
        "code": "KANARIE",
        "package": "smartschool",
        "recorded_at": MORNING.isoformat(),
    }
    headers = Envelope("event-1", "/school", AttendanceRecorded.event_type).headers()
    record = StoredRecord(TOPIC, 0, 1, 0, None, orjson.dumps(data), headers)
    batches = harness.mark_batches
    with captured_logs("attendance") as logs:
        async with harness.units() as uow:
            await batches.record(uow, await batches.read([record]))
    [(error, key)] = await harness.rows("SELECT error, key FROM dead_letter")
    assert "half_day" in error
    assert "KANARIE" not in f"{error}{key}{logs.text}"


async def test_an_unknown_code_is_kept_nowhere(harness: Harness) -> None:
    await harness.record(recorded("KANARIE"))
    tables = await harness.rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    for (table,) in tables:
        rows = await harness.rows(f"SELECT CAST({table} AS text) FROM {table}")
        assert "KANARIE" not in str(rows), table


async def test_a_status_that_a_live_rule_counts_is_answered_when_it_comes_changes_and_goes(harness: Harness) -> None:
    await harness.enrol(enrolment())
    async with harness.engine.begin() as connection:
        await connection.execute(text("UPDATE rule SET statuses = 3"))
    said = [
        mark(DAY, status=Status.JUSTIFIED)._replace(code="Z"),
        mark(DAY, status=Status.JUSTIFIED, recorded_at=LATER)._replace(code="R"),
        mark(DAY, status=Status.PRESENT, recorded_at=LATER + timedelta(hours=1)),
    ]
    answers = []
    for each in said:
        async with harness.units() as uow:
            [written] = (await uow.marks.write([each], [2026], LATER)).values()
        answers.append((written.gained, written.lost))
    assert answers == [(True, False), (True, True), (False, True)]
