"""Batches of records with enrolments and withdrawals: what reports nothing is parked, the rest is applied at once."""

from collections.abc import Sequence
from typing import NamedTuple

from attendance.register.application.apply_enrolments import ApplyEnrolments
from attendance.register.domain.enrolment_report import EnrolmentReport
from attendance.register.domain.insz import HashInsz
from attendance.register.messaging.recorded_enrolments import as_enrolment, as_withdrawal
from attendance.unit_of_work import AttendanceUnitOfWork
from shared.contracts.contract import Contract
from shared.contracts.school_enrolment import PupilEnrolled, PupilWithdrawn
from shared.messaging.errors import InvalidEvent
from shared.messaging.parsing import read_event
from shared.messaging.record import Record
from shared.messaging.subscriptions import a_few_at_a_time

_EXPECTED: dict[str, type[Contract]] = {
    PupilEnrolled.event_type: PupilEnrolled,
    PupilWithdrawn.event_type: PupilWithdrawn,
}


class EnrolmentBatch(NamedTuple):
    """What the records of a batch report, in their order, and the records that report nothing."""

    reports: list[EnrolmentReport]
    refused: list[tuple[Record, InvalidEvent]]


class EnrolmentBatches:
    """Handles `school.enrolment.v1`."""

    def __init__(self, *, hash_insz: HashInsz, apply_enrolments: ApplyEnrolments) -> None:
        self._hash_insz = hash_insz
        self._apply_enrolments = apply_enrolments

    async def read(self, records: Sequence[Record]) -> EnrolmentBatch:
        """Make out what these records report."""
        batch = EnrolmentBatch([], [])
        async for few in a_few_at_a_time(records):
            for record in few:
                try:
                    batch.reports.append(self._report(record))
                except InvalidEvent as error:
                    batch.refused.append((record, error))
        return batch

    async def apply(self, uow: AttendanceUnitOfWork, batch: EnrolmentBatch) -> None:
        """Apply the reports and park what was refused."""
        for record, error in batch.refused:
            await uow.park(record, error)
        await self._apply_enrolments(uow, batch.reports)

    def _report(self, record: Record) -> EnrolmentReport:
        received = read_event(record, _EXPECTED)
        if received is None:
            raise InvalidEvent("type", f"expected one of {', '.join(_EXPECTED)}")
        if isinstance(received.data, PupilWithdrawn):
            return as_withdrawal(received.data, received.envelope)
        assert isinstance(received.data, PupilEnrolled)
        return as_enrolment(received.data, self._hash_insz, received.envelope)
