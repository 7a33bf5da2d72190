"""List the resident children that are not known to be enrolled."""

from collections.abc import Sequence
from uuid import UUID

from attendance.application.ports import AttendanceUnit
from attendance.application.residents.ports import GapFilter, ListedGap


async def list_gaps(
    uow: AttendanceUnit, wanted: GapFilter, *, after: UUID | None = None, limit: int = 50
) -> Sequence[ListedGap]:
    """At most `limit` gaps, concluded first in front, from the one after `after`."""
    return await uow.enrolment_gaps.list(wanted, after, limit)
