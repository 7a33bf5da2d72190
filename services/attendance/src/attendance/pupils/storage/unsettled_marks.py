"""Marks that somebody has to look into."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from attendance.pupils.domain.unsettled_mark import Unsettled, UnsettledFilter, UnsettledMark, UnsettledPlace
from attendance.pupils.storage.unsettled_statements import UNSETTLED, UNSETTLED_NUMBERS
from attendance.register.domain.mark import FinalRejection
from attendance.register.storage.encoding import HALF_DAYS, VERDICTS

_VERDICT_OF = {Unsettled.UNKNOWN: 0, Unsettled.PENDING: 1, Unsettled.REJECTED: 2}
_UNSETTLED_AS = {number: why for why, number in _VERDICT_OF.items()}


class UnsettledMarks:
    """Marks that wait, do not count, or mean nothing known."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def list(self, wanted: UnsettledFilter, after: UnsettledPlace | None, limit: int) -> Sequence[UnsettledMark]:
        """At most `limit` marks that wait, do not count or mean nothing known, in the order of their keys."""
        names = ("after_date", "after_half_day", "after_school", "after_pupil", "after_recorded_at", "after_event")
        place = dict(zip(names, after or (None,) * len(names), strict=True))
        asked = {**_asked(wanted), "limit": limit, **place}
        return [_unsettled(row) for row in await self._connection.execute(UNSETTLED, asked)]

    async def numbers(self, wanted: UnsettledFilter) -> Mapping[Unsettled, int]:
        """How many marks there are to look into, by why; nothing of a reason without marks."""
        rows = await self._connection.execute(UNSETTLED_NUMBERS, _asked(wanted))
        return {_UNSETTLED_AS[row.verdict]: row.number for row in rows}


def _asked(wanted: UnsettledFilter) -> dict[str, Any]:
    verdicts = range(len(VERDICTS)) if wanted.status is None else [_VERDICT_OF[wanted.status]]
    return {
        "verdicts": list(verdicts),
        "first": wanted.first,
        "last": wanted.last,
        "school": wanted.school,
        "schools": None if wanted.schools is None else sorted(wanted.schools),
    }


def _unsettled(row: Any) -> UnsettledMark:
    verdict = VERDICTS[row.verdict] if row.reason is None else FinalRejection(row.reason)
    return UnsettledMark(
        row.date, HALF_DAYS[row.half_day], row.school, row.pupil, row.recorded_at, row.event_id, verdict
    )
