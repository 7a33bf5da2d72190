"""List the marks that somebody has to look into."""

from collections.abc import Sequence
from typing import Any

from attendance.application.list_ports import UnsettledFilter, UnsettledMark
from attendance.application.ports import AttendanceUnit


async def list_unsettled_marks(
    uow: AttendanceUnit, wanted: UnsettledFilter, *, after: tuple[Any, ...] | None = None, limit: int = 50
) -> Sequence[UnsettledMark]:
    """At most `limit` marks by half day, school and pupil, from the one after the key `after`."""
    return await uow.marks.unsettled(wanted, after, limit)
