"""Gaps in enrolments, of attendance."""

from casework.application.follow_gaps import FollowGaps
from casework.application.ports import CaseworkUnit
from casework.domain.enrolment_gap import EnrolmentGap
from casework.messaging.causes import handled
from shared.contracts.attendance_signals import EnrolmentFound, EnrolmentMissing
from shared.domain.school_year import SchoolYear
from shared.messaging.parsing import Received
from shared.runtime.clock import Clock


class GapEvents:
    """Hands gaps to the use case."""

    def __init__(self, gaps: FollowGaps, clock: Clock) -> None:
        self._gaps = gaps
        self._clock = clock

    async def missing(self, uow: CaseworkUnit, event: Received[EnrolmentMissing]) -> None:
        await self._gaps.missing(uow, _gap(event.data, missing=True), handled(event.envelope, self._clock))

    async def found(self, uow: CaseworkUnit, event: Received[EnrolmentFound]) -> None:
        await self._gaps.found(uow, _gap(event.data, found=True), handled(event.envelope, self._clock))


def _gap(data: EnrolmentMissing | EnrolmentFound, **fact: bool) -> EnrolmentGap:
    return EnrolmentGap(
        signal_id=data.signal_id,
        person_id=data.person_id,
        school_year=SchoolYear.parse(data.school_year),
        reference_date=data.reference_date,
        **fact,
    )
