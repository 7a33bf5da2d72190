"""Batches of records with marks: read each mark, park what is none, record the rest at once."""

from collections.abc import Iterator, Sequence

from attendance.adapters.recorded_marks import as_mark
from attendance.application.circumstances import Circumstances
from attendance.application.record_marks import record_marks
from attendance.application.results import numbers_of
from attendance.domain.mark import Mark
from attendance.storage.unit_of_work import AttendanceUnitOfWork
from shared.contracts.marks import Malformed, read_marks
from shared.contracts.school_attendance import AttendanceRecorded
from shared.messaging import envelope as cloudevents
from shared.messaging.errors import InvalidEvent
from shared.messaging.record import Record


class MarkBatches:
    """Handles `school.attendance.v1`. A malformed mark in a list is a dead letter by itself; the others count."""

    def __init__(self, circumstances: Circumstances) -> None:
        self._circumstances = circumstances

    async def handle(self, uow: AttendanceUnitOfWork, records: Sequence[Record]) -> None:
        """Record the marks of these records."""
        marks: list[Mark] = []
        parked = 0
        for record in records:
            try:
                for found in self._read(record):
                    if isinstance(found, Malformed):
                        parked += 1
                        await uow.park(record, InvalidEvent(found.field or "data", found.reason), found.index)
                    else:
                        marks.append(found)
            except InvalidEvent as error:
                parked += 1
                await uow.park(record, error)
        results = await record_marks(uow, marks, self._circumstances)
        uow.log("attendance.marks_recorded", parked=parked, **numbers_of(results))

    def _read(self, record: Record) -> Iterator[Mark | Malformed]:
        envelope, data = cloudevents.read(record)
        if envelope.type != AttendanceRecorded.event_type:
            raise InvalidEvent("type", f"expected {AttendanceRecorded.event_type}")
        recorded, malformed = read_marks(data)
        yield from malformed
        for _, mark in recorded:
            yield as_mark(mark, self._circumstances.codes, envelope)
