"""What a batch of records came to is in the log once it is committed."""

from typing import Any

import orjson
import pytest

from attendance.testing.factories import PUPIL, SCHOOL, enrolment
from shared.contracts.school_attendance import AttendanceRecorded
from shared.messaging.envelope import Envelope
from shared.messaging.record import StoredRecord
from shared.testing.logs import captured_logs

from .harness import Harness


def a_mark(**changes: Any) -> dict[str, Any]:
    return {
        "school": SCHOOL,
        "pupil": PUPIL,
        "date": "2026-10-05",
        "half_day": "AM",
        "code": "B",
        "package": "smartschool",
        "recorded_at": "2026-10-05T08:52:10+02:00",
    } | changes


def records(*data: Any) -> list[StoredRecord]:
    return [
        StoredRecord("school.attendance.v1", 0, number, 0, None, orjson.dumps(one), envelope.headers())
        for number, one in enumerate(data)
        for envelope in [Envelope(f"event-{number}", "/school", AttendanceRecorded.event_type)]
    ]


async def test_each_outcome_is_counted(harness: Harness) -> None:
    await harness.enrol(enrolment())
    batches = harness.mark_batches
    wrong = a_mark(half_day="noon")
    sent = records(
        a_mark(),
        a_mark(code="Z", recorded_at="2026-10-05T08:00:00+02:00"),
        {"marks": [a_mark(half_day="PM", code="?"), wrong, wrong]},
        a_mark(pupil="9"),
        a_mark(date="2026-11-04"),
        "no mark",
    )
    with captured_logs("attendance") as logs:
        async with harness.units() as uow:
            await batches.record(uow, await batches.read(sent))
            assert logs.lines("attendance.marks_recorded") == []
        async with harness.units() as uow:
            await batches.record(uow, await batches.read(records(a_mark())))
    first, again = logs.lines("attendance.marks_recorded")
    assert {name: first[name] for name in ("marks", "accepted", "unchanged", "superseded", "pending", "rejected")} == {
        "marks": 5,
        "accepted": 2,
        "unchanged": 0,
        "superseded": 1,
        "pending": 1,
        "rejected": 1,
    }
    assert (first["parked"], first["unknown_codes"]) == (3, 1)
    assert (again["marks"], again["unchanged"], again["parked"]) == (1, 1, 0)


async def test_a_batch_that_is_rolled_back_is_not_counted(harness: Harness) -> None:
    with captured_logs("attendance") as logs, pytest.raises(ZeroDivisionError):
        async with harness.units() as uow:
            batches = harness.mark_batches
            await batches.record(uow, await batches.read(records(a_mark())))
            raise ZeroDivisionError
    assert logs.lines("attendance.marks_recorded") == []
