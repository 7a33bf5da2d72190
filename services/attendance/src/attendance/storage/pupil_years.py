"""What there is of one pupil in a school year, in one statement: all of it as it was at one moment."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from attendance.application.ports import KeptMark, PupilYear
from attendance.domain.mark import FinalRejection
from attendance.domain.rules.rule import PROBLEMATIC_HALF_DAYS
from attendance.storage.counts import COUNTS_TRANSFERRED, MARKS_OF_PERSONS
from attendance.storage.encoding import HALF_DAYS, STATUSES, VERDICTS
from attendance.storage.pupils import FOUND, FOUND_IN, found_pupil
from shared.domain.school_year import SchoolYear

_OF_YEAR = text(f"""
    SELECT {FOUND}, marks.*,
        (
            SELECT count(DISTINCT (mark.date, mark.half_day))
            FROM (SELECT pupil.person_id) AS wanted {MARKS_OF_PERSONS}
            WHERE mark.school_year = :school_year
        ) + (
            SELECT coalesce(sum(problematic), 0)
            FROM pupil AS any_pupil JOIN transferred_count USING (pupil_id)
            WHERE any_pupil.person_id = pupil.person_id AND school_year = :school_year AND {COUNTS_TRANSFERRED}
        ) AS person_count,
        ARRAY(
            SELECT DISTINCT level FROM signal
            WHERE signal.person_id = pupil.person_id AND withdrawn_at IS NULL AND rule = '{PROBLEMATIC_HALF_DAYS}'
              AND school_year = :school_year
            ORDER BY level
        ) AS levels
    FROM {FOUND_IN} CROSS JOIN LATERAL (
        SELECT array_agg(date) AS dates, array_agg(half_day) AS half_days, array_agg(status) AS statuses,
            array_agg(recorded_at) AS recorded_at, array_agg(event_id) AS event_ids,
            array_agg(verdict) AS verdicts, array_agg(reason) AS reasons
        FROM (
            SELECT date, half_day, status, recorded_at, event_id, verdict, NULL AS reason
            FROM mark
            WHERE mark.pupil_id = pupil.pupil_id AND school_year = :school_year
            UNION ALL
            SELECT date, half_day, status, recorded_at, event_id, NULL, reason
            FROM rejected_mark
            WHERE rejected_mark.pupil_id = pupil.pupil_id AND school_year = :school_year
            ORDER BY date, half_day, recorded_at, event_id
        ) AS kept
    ) AS marks
    WHERE school = :school AND pupil = :pupil
""")  # noqa: S608 - constant


class PupilYears:
    """Pupils with their marks of a school year and their person's count."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def find(self, school: str, pupil: str, school_year: SchoolYear) -> PupilYear | None:
        """A pupil, None for one never heard of. Marks are in order, with what was rejected for good."""
        asked = {"school": school, "pupil": pupil, "school_year": school_year.start}
        row = (await self._connection.execute(_OF_YEAR, asked)).first()
        if row is None:
            return None
        columns = (row.dates, row.half_days, row.statuses, row.recorded_at, row.event_ids, row.verdicts, row.reasons)
        marks = _kept(zip(*columns, strict=True)) if row.dates else []
        return PupilYear(found_pupil(row), marks, int(row.person_count), tuple(row.levels))


def _kept(marks: Iterable[tuple[Any, ...]]) -> list[KeptMark]:
    return [
        KeptMark(
            day,
            HALF_DAYS[half_day],
            STATUSES[status],
            recorded_at,
            event_id,
            FinalRejection(reason) if reason else VERDICTS[verdict],
        )
        for day, half_day, status, recorded_at, event_id, verdict, reason in marks
    ]
