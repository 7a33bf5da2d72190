"""Who is in which class on which days: follows from the enrolments."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from attendance.mass_causes.domain.touched_classes import TouchedClasses

_DROP = text("""
    DELETE FROM class_member WHERE pupil_id = ANY(CAST(:pupil_ids AS integer[]))
    RETURNING pupil_id, school, class_name, CAST(days AS text), CAST(closed AS text)
""")

# An enrolment's class holds until the next enrolment, on the days the pupil is enrolled.
_ADD = text("""
    INSERT INTO class_member (pupil_id, school, class_name, days, closed)
    SELECT pupil_id, school, class_name, range_agg(period) * enrolled, closed
    FROM (
        SELECT pupil_id, class_name,
            daterange(valid_from, lead(valid_from) OVER (PARTITION BY pupil_id ORDER BY valid_from)) AS period
        FROM enrolment
        WHERE pupil_id = ANY(CAST(:pupil_ids AS integer[])) AND holds_until >= valid_from
    ) AS said
    JOIN pupil USING (pupil_id)
    WHERE class_name IS NOT NULL
    GROUP BY pupil_id, school, class_name, enrolled, closed
    HAVING NOT isempty(range_agg(period) * enrolled)
    RETURNING pupil_id, school, class_name, CAST(days AS text), CAST(closed AS text)
""")

_OF_PUPILS = text("""
    SELECT DISTINCT school, class_name FROM class_member WHERE pupil_id = ANY(CAST(:pupil_ids AS integer[]))
""")


class Classes:
    """The members of each class."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def refresh(self, pupil_ids: Collection[int]) -> TouchedClasses:
        """Take over from their enrolments who is in which class; the classes they left or entered."""
        asked = {"pupil_ids": list(pupil_ids)}
        before = (await self._connection.execute(_DROP, asked)).all()
        after = (await self._connection.execute(_ADD, asked)).all()
        return _touched(before, after)

    async def of_pupils(self, pupil_ids: Collection[int]) -> TouchedClasses:
        """The classes these pupils are or were in."""
        rows = await self._connection.execute(_OF_PUPILS, {"pupil_ids": list(pupil_ids)})
        return TouchedClasses(frozenset((row.school, row.class_name) for row in rows))


_NO_DAYS = "{}"


def _touched(before: Sequence[Any], after: Sequence[Any]) -> TouchedClasses:
    was, is_now = ({tuple(row[:3]): (row[3], row[4]) for row in rows} for rows in (before, after))
    differing = {key for key in was.keys() | is_now.keys() if was.get(key) != is_now.get(key)}
    return TouchedClasses(
        classes=frozenset((school, name) for _, school, name in differing),
        left=tuple((key[1], was[key][0], _kept(was[key], is_now.get(key))) for key in sorted(differing) if key in was),
    )


def _kept(was: tuple[str, str], is_now: tuple[str, str] | None) -> str:
    """The days that stay; empty if other half days of these days are closed: the pupil may have left any of them."""
    return is_now[0] if is_now and is_now[1] == was[1] else _NO_DAYS
