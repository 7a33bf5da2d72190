"""List the resident children that are not known to be enrolled."""

from collections.abc import Sequence
from uuid import UUID

from attendance.residents.domain.enrolment_gap import GapFilter, ListedGap
from attendance.unit_of_work import AttendanceUnitOfWork


async def list_gaps(
    uow: AttendanceUnitOfWork, wanted: GapFilter, *, after: UUID | None = None, limit: int = 50
) -> Sequence[ListedGap]:
    """At most `limit` gaps, in the order of their conclusion, from the gap after `after`."""
    return await uow.enrolment_gaps.list(wanted, after, limit)
