"""Show early signals: what stands out in pupils' attendance, and what that rests on."""

from collections.abc import Sequence
from uuid import UUID

from attendance.early_signals.domain.signal import EarlySignalFilter, ListedEarlySignal
from attendance.unit_of_work import AttendanceUnitOfWork


async def list_early_signals(
    uow: AttendanceUnitOfWork, wanted: EarlySignalFilter, *, after: UUID | None = None, limit: int = 50
) -> Sequence[ListedEarlySignal]:
    """At most `limit` early signals, oldest first, from the signal after `after`."""
    return await uow.early_signals.list(wanted, after, limit)
