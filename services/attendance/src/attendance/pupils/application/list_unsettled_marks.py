"""List the marks that somebody has to look into."""

from collections.abc import Sequence

from attendance.pupils.domain.unsettled_mark import UnsettledFilter, UnsettledMark, UnsettledPlace
from attendance.unit_of_work import AttendanceUnitOfWork


async def list_unsettled_marks(
    uow: AttendanceUnitOfWork, wanted: UnsettledFilter, *, after: UnsettledPlace | None = None, limit: int = 50
) -> Sequence[UnsettledMark]:
    """At most `limit` marks by half day, school and pupil, from the mark after the key `after`."""
    return await uow.unsettled_marks.list(wanted, after, limit)
