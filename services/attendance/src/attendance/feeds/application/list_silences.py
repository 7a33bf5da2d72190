"""List the silences of schools."""

from collections.abc import Sequence
from uuid import UUID

from attendance.feeds.domain.feed import Silence, SilenceFilter
from attendance.unit_of_work import AttendanceUnitOfWork


async def list_silences(
    uow: AttendanceUnitOfWork, wanted: SilenceFilter, *, after: UUID | None = None, limit: int = 50
) -> Sequence[Silence]:
    """At most `limit` silences, oldest first, from the silence after `after`."""
    return await uow.feeds.list(wanted, after, limit)
