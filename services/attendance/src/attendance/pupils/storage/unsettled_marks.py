"""Marks that somebody has to look into."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from attendance.pupils.domain.unsettled_mark import Unsettled, UnsettledFilter, UnsettledMark, UnsettledPlace
from attendance.pupils.storage.unsettled_statements import UNSETTLED
from attendance.register.domain.mark import FinalRejection
from attendance.register.storage.encoding import HALF_DAYS, VERDICTS

_VERDICT_OF = {Unsettled.UNKNOWN: 0, Unsettled.PENDING: 1, Unsettled.REJECTED: 2}


class UnsettledMarks:
    """Marks that wait, do not count, or mean nothing known."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def list(self, wanted: UnsettledFilter, after: UnsettledPlace | None, limit: int) -> Sequence[UnsettledMark]:
        """At most `limit` marks that wait, do not count or mean nothing known, in the order of their keys."""
        verdicts = range(len(VERDICTS)) if wanted.status is None else [_VERDICT_OF[wanted.status]]
        names = ("after_date", "after_half_day", "after_school", "after_pupil", "after_recorded_at", "after_event")
        asked = {
            "verdicts": list(verdicts),
            "first": wanted.first,
            "last": wanted.last,
            "school": wanted.school,
            "schools": None if wanted.schools is None else sorted(wanted.schools),
            "limit": limit,
            **dict(zip(names, after or (None,) * len(names), strict=True)),
        }
        return [_unsettled(row) for row in await self._connection.execute(UNSETTLED, asked)]


def _unsettled(row: Any) -> UnsettledMark:
    verdict = VERDICTS[row.verdict] if row.reason is None else FinalRejection(row.reason)
    return UnsettledMark(
        row.date, HALF_DAYS[row.half_day], row.school, row.pupil, row.recorded_at, row.event_id, verdict
    )
