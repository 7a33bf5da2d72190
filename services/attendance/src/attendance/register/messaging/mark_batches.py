"""Batches of records with marks: what can't be a mark is parked, the rest is recorded at once."""

from collections.abc import Sequence
from typing import NamedTuple

from attendance.register.application.confirm_half_days import ConfirmHalfDays
from attendance.register.application.record_marks import RecordMarks
from attendance.register.application.results import numbers_of
from attendance.register.domain.codes import CodeTable
from attendance.register.domain.confirmation import Confirmation
from attendance.register.domain.mark import Mark
from attendance.register.messaging.recorded_marks import as_confirmation, as_mark
from attendance.unit_of_work import AttendanceUnitOfWork
from shared.contracts.marks import read_mark, read_marks
from shared.contracts.school_attendance import AttendanceRecorded
from shared.messaging import envelope as cloudevents
from shared.messaging.envelope import Envelope
from shared.messaging.errors import InvalidEvent
from shared.messaging.record import Record
from shared.messaging.subscriptions import a_few_at_a_time
from shared.runtime.clock import Clock


class Refused(NamedTuple):
    """A record that holds no mark. `item` is the index of the malformed mark in a list; None for a single mark."""

    record: Record
    error: InvalidEvent
    item: int | None = None


class MarkBatch(NamedTuple):
    """What the records of a batch say, in their order; of `nothing` there is nothing to report."""

    marks: list[Mark]
    refused: list[Refused]
    nothing: list[Confirmation]


class MarkBatches:
    """Handles `school.attendance.v1`. A malformed mark in a list is a dead letter by itself; the others count."""

    def __init__(
        self, *, clock: Clock, codes: CodeTable, record_marks: RecordMarks, confirm_half_days: ConfirmHalfDays
    ) -> None:
        self._clock = clock
        self._codes = codes
        self._record_marks = record_marks
        self._confirm_half_days = confirm_half_days

    async def read(self, records: Sequence[Record]) -> MarkBatch:
        """Make out the marks of these records."""
        batch = MarkBatch([], [], [])
        async for few in a_few_at_a_time(records):
            self._read(few, batch)
        return batch

    async def record(self, uow: AttendanceUnitOfWork, batch: MarkBatch) -> None:
        """Record the marks and park what was refused."""
        for refused in batch.refused:
            await uow.park(*refused)
        await self._confirm_half_days(uow, batch.nothing)
        results = await self._record_marks(uow, batch.marks)
        uow.log("attendance.marks_recorded", parked=len(batch.refused), **numbers_of(results))

    def _read(self, records: Sequence[Record], batch: MarkBatch) -> None:
        codes = self._codes
        for record in records:
            try:
                envelope, data = _read(record)
            except InvalidEvent as error:
                batch.refused.append(Refused(record, error))
                continue
            if mark := read_mark(data):
                batch.marks.append(as_mark(mark, codes, envelope))
                continue
            listed = read_marks(data)
            batch.marks.extend(as_mark(mark, codes, envelope) for _, mark in listed.marks)
            if listed.nothing is not None:
                batch.nothing.append(as_confirmation(listed.nothing, self._clock.now()))
            for malformed in listed.malformed:
                no_mark = InvalidEvent(malformed.field or "data", malformed.reason)
                batch.refused.append(Refused(record, no_mark, malformed.index))


def _read(record: Record) -> tuple[Envelope, bytes]:
    read = cloudevents.read(record)
    if read[0].type != AttendanceRecorded.event_type:
        raise InvalidEvent("type", f"expected {AttendanceRecorded.event_type}")
    return read
