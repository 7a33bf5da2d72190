"""Count the marks that somebody has to look into."""

from collections.abc import Mapping

from attendance.pupils.domain.unsettled_mark import Unsettled, UnsettledFilter
from attendance.unit_of_work import AttendanceUnitOfWork


async def count_unsettled_marks(uow: AttendanceUnitOfWork, wanted: UnsettledFilter) -> Mapping[Unsettled, int]:
    """How many marks there are to look into, by why; a reason without marks is left out."""
    return await uow.unsettled_marks.numbers(wanted)
