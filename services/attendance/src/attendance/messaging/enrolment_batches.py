"""Batches of records with enrolments and withdrawals: read each, park what is none, apply the rest at once."""

from collections.abc import Sequence

from attendance.adapters.recorded_enrolments import as_enrolment, as_withdrawal
from attendance.application.apply_enrolments import EnrolmentReport, apply_enrolments
from attendance.application.circumstances import Circumstances
from attendance.storage.unit_of_work import AttendanceUnitOfWork
from shared.contracts.contract import Contract
from shared.contracts.school_enrolment import PupilEnrolled, PupilWithdrawn
from shared.messaging.errors import InvalidEvent
from shared.messaging.parsing import read_event
from shared.messaging.record import Record

_EXPECTED: dict[str, type[Contract]] = {
    PupilEnrolled.event_type: PupilEnrolled,
    PupilWithdrawn.event_type: PupilWithdrawn,
}


class EnrolmentBatches:
    """Handles `school.enrolment.v1`."""

    def __init__(self, circumstances: Circumstances) -> None:
        self._circumstances = circumstances

    async def handle(self, uow: AttendanceUnitOfWork, records: Sequence[Record]) -> None:
        """Apply what these records report."""
        reports: list[EnrolmentReport] = []
        for record in records:
            try:
                reports.append(self._read(record))
            except InvalidEvent as error:
                await uow.park(record, error)
        await apply_enrolments(uow, reports, self._circumstances)

    def _read(self, record: Record) -> EnrolmentReport:
        received = read_event(record, _EXPECTED)
        if received is None:
            raise InvalidEvent("type", f"expected one of {', '.join(_EXPECTED)}")
        if isinstance(received.data, PupilWithdrawn):
            return as_withdrawal(received.data, received.envelope)
        assert isinstance(received.data, PupilEnrolled)
        return as_enrolment(received.data, self._circumstances, received.envelope)
