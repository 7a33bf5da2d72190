"""What was known at a time: of marks, persons and signals. What replaced things say of themselves is beside them."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from attendance.pupils.domain.kept_mark import MarkThen
from attendance.register.domain.mark import FinalRejection
from attendance.register.storage.encoding import HALF_DAYS, STATUSES
from attendance.rules.domain.rule import PROBLEMATIC_HALF_DAYS
from shared.domain.half_days import HalfDay
from shared.domain.school_year import SchoolYear

_MARKS = text("""
    SELECT pupil_id, date, half_day, status, recorded_at, event_id
    FROM mark
    WHERE pupil_id = ANY(CAST(:pupil_ids AS integer[])) AND date BETWEEN :first AND :last AND known_since <= :at
    UNION ALL
    SELECT pupil_id, date, half_day, status, recorded_at, event_id
    FROM mark_history
    WHERE pupil_id = ANY(CAST(:pupil_ids AS integer[])) AND date BETWEEN :first AND :last
      AND known_since <= :at AND known_until > :at
    ORDER BY pupil_id, date, half_day
""")

_REJECTED = text("""
    SELECT pupil_id, date, half_day, status, recorded_at, event_id, reason
    FROM rejected_mark
    WHERE pupil_id = :pupil_id AND school_year = :school_year AND rejected_at <= :at
""")

# The person of a pupil at a time is its person up to the next change after that time; without a later change, its
# person now.
_PERSONS = text("""
    WITH persons AS (
        SELECT person_id FROM pupil WHERE pupil_id = :pupil_id
        UNION
        SELECT person_id FROM person_history WHERE pupil_id = :pupil_id
    ), pupils AS (
        SELECT pupil_id FROM pupil WHERE person_id IN (SELECT person_id FROM persons)
        UNION
        SELECT pupil_id FROM person_history WHERE person_id IN (SELECT person_id FROM persons)
    )
    SELECT pupil_id, coalesce(was.person_id, pupil.person_id) AS person_id
    FROM pupils JOIN pupil USING (pupil_id)
    LEFT JOIN LATERAL (
        SELECT person_id FROM person_history
        WHERE person_history.pupil_id = pupil.pupil_id AND known_until > :at
        ORDER BY known_until, position
        LIMIT 1
    ) AS was ON true
""")

_LEVELS = text("""
    SELECT DISTINCT level
    FROM signal
    WHERE pupil_id = ANY(CAST(:pupil_ids AS integer[])) AND school_year = :school_year AND rule = :rule
      AND concluded_at <= :at AND (withdrawn_at IS NULL OR withdrawn_at > :at)
    ORDER BY level
""")

_HALF_DAYS = text("""
    SELECT date, half_day
    FROM pupil JOIN mark USING (pupil_id)
    WHERE school = :school AND date >= :first AND known_since <= :at
    UNION
    SELECT date, half_day
    FROM pupil JOIN mark_history USING (pupil_id)
    WHERE school = :school AND date >= :first AND known_since <= :at
    ORDER BY date DESC, half_day DESC
""")

_HEARD_OF = text("""
    SELECT EXISTS (SELECT FROM mark WHERE pupil_id = :pupil_id AND known_since <= :at)
        OR EXISTS (SELECT FROM mark_history WHERE pupil_id = :pupil_id AND known_since <= :at)
        OR EXISTS (SELECT FROM rejected_mark WHERE pupil_id = :pupil_id AND rejected_at <= :at)
        OR EXISTS (SELECT FROM enrolment WHERE pupil_id = :pupil_id AND known_since <= :at)
        OR EXISTS (SELECT FROM withdrawal WHERE pupil_id = :pupil_id AND known_since <= :at)
        OR EXISTS (SELECT FROM implicit_enrolment WHERE pupil_id = :pupil_id AND known_since <= :at)
        OR EXISTS (SELECT FROM report_history WHERE pupil_id = :pupil_id AND known_since <= :at)
""")


class History:
    """What was known at a time. A mark that was sent again with the same status has the newest time and event id."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def heard_of(self, pupil_id: int, at: datetime) -> bool:
        """Whether anything had been reported of this pupil."""
        return bool(await self._connection.scalar(_HEARD_OF, {"pupil_id": pupil_id, "at": at}))

    async def marks(self, pupil_ids: Collection[int], *, first: date, last: date, at: datetime) -> list[MarkThen]:
        """The marks of these pupils on these days, both included, as the register had them; in order."""
        asked = {"pupil_ids": list(pupil_ids), "first": first, "last": last, "at": at}
        rows = await self._connection.execute(_MARKS, asked)
        return [
            MarkThen(pupil_id, day, HALF_DAYS[half_day], STATUSES[status], recorded_at, event_id)
            for pupil_id, day, half_day, status, recorded_at, event_id in rows
        ]

    async def rejected(
        self, pupil_id: int, school_year: SchoolYear, at: datetime
    ) -> list[tuple[MarkThen, FinalRejection]]:
        """The marks of a pupil that had been rejected for good, each with the reason."""
        rows = await self._connection.execute(
            _REJECTED, {"pupil_id": pupil_id, "school_year": school_year.start, "at": at}
        )
        return [
            (MarkThen(pupil, day, HALF_DAYS[half_day], STATUSES[status], recorded_at, event_id), FinalRejection(reason))
            for pupil, day, half_day, status, recorded_at, event_id, reason in rows
        ]

    async def persons(self, pupil_id: int, at: datetime) -> dict[int, UUID]:
        """The person this pupil was, and the person of every pupil who may have been the same person."""
        rows = await self._connection.execute(_PERSONS, {"pupil_id": pupil_id, "at": at})
        return {row.pupil_id: row.person_id for row in rows if row.person_id is not None}

    async def levels(self, pupil_ids: Collection[int], school_year: SchoolYear, at: datetime) -> tuple[int, ...]:
        """The levels of problematic half days that stood for a person; `pupil_ids` are all pupils of that person."""
        of_year = {"school_year": school_year.start, "rule": PROBLEMATIC_HALF_DAYS}
        asked = {"pupil_ids": list(pupil_ids), **of_year, "at": at}
        return tuple((await self._connection.execute(_LEVELS, asked)).scalars())

    async def half_days_marked(self, school: str, first: date, at: datetime) -> list[tuple[date, HalfDay]]:
        """The half days from `first` on for which the school had sent any mark, the newest first."""
        rows = await self._connection.execute(_HALF_DAYS, {"school": school, "first": first, "at": at})
        return [(day, HALF_DAYS[half_day]) for day, half_day in rows]
