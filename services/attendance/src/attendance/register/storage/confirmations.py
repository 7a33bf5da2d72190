"""Half days for which schools said that there is nothing to report."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from attendance.register.domain.confirmation import Confirmation
from attendance.register.storage.encoding import HALF_DAYS, NUMBER_OF_HALF_DAY
from shared.domain.half_days import HalfDay

_CONFIRM = text("""
    INSERT INTO heard_half_day AS known (school, date, half_day, confirmed)
    SELECT school, date, half_day, true
    FROM unnest(CAST(:schools AS text[]), CAST(:dates AS date[]), CAST(:half_days AS smallint[]))
        AS said (school, date, half_day)
    ORDER BY school, date, half_day
    ON CONFLICT (school, date, half_day) DO UPDATE SET confirmed = true WHERE NOT known.confirmed
    RETURNING school, date, half_day
""")


class Confirmations:
    """What schools confirmed, each half day once."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, confirmations: Sequence[Confirmation]) -> set[tuple[str, date, HalfDay]]:
        """Keep that there is nothing to report of these half days; the answer has those that are new."""
        confirmed = {
            "schools": [confirmation.school for confirmation in confirmations],
            "dates": [confirmation.date for confirmation in confirmations],
            "half_days": [NUMBER_OF_HALF_DAY[confirmation.half_day] for confirmation in confirmations],
        }
        rows = await self._connection.execute(_CONFIRM, confirmed)
        return {(row.school, row.date, HALF_DAYS[row.half_day]) for row in rows}
