"""Pupils of a school with their names."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from attendance.pupils.domain.named_pupil import NamedPupil

# The newest enrolment that has begun, as in a list of pupils without names. Assumed enrolments have no class.
_OF_SCHOOL = """
    SELECT pupil, nullif(concat_ws(' ', given_name, family_name), '') AS name, class_name, valid_from,
        nullif(holds_until, 'infinity') AS valid_until, family_name, given_name
    FROM pupil
    LEFT JOIN person USING (person_id)
    LEFT JOIN LATERAL (
        SELECT class_name, valid_from, holds_until FROM enrolment
        WHERE enrolment.pupil_id = pupil.pupil_id AND holds_until >= valid_from
        ORDER BY valid_from <= :today DESC, valid_from DESC
        LIMIT 1
    ) AS enrolled_as ON true
    WHERE school = :school
"""

# Without capitals and accents, as the search of cases has it.
_PLAIN = "regexp_replace(normalize(casefold({} COLLATE pg_unicode_fast), NFD), '[\u0300-\u036f]', '', 'g')"
_WRITTEN = _PLAIN.format("concat_ws(' ', name, class_name, pupil)")
_SOUGHT = _PLAIN.format("word")

_FIND = text(f"""
    SELECT pupil, name, class_name, valid_from, valid_until FROM ({_OF_SCHOOL}) AS known
    WHERE NOT EXISTS (
        SELECT FROM unnest(CAST(:words AS text[])) AS word
        WHERE strpos({_WRITTEN}, {_SOUGHT}) = 0
    )
    ORDER BY class_name, family_name, given_name, pupil
    LIMIT :limit
""")  # noqa: S608 - constant

_LIST = text(f"""
    SELECT pupil, name, class_name, valid_from, valid_until FROM ({_OF_SCHOOL}) AS known
    WHERE pupil > :after
    ORDER BY pupil
    LIMIT :limit
""")  # noqa: S608 - constant


class NamedPupils:
    """All pupils that a school ever had, with who they are."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def find(self, school: str, words: Sequence[str], *, today: dt.date, limit: int) -> Sequence[NamedPupil]:
        """At most `limit` pupils in whose name, class and number every word occurs, by class and name."""
        return await self._pupils(_FIND, school=school, words=list(words), today=today, limit=limit)

    async def list(self, school: str, *, today: dt.date, after: str, limit: int) -> Sequence[NamedPupil]:
        """At most `limit` pupils by register number, from the number after `after`."""
        return await self._pupils(_LIST, school=school, after=after, today=today, limit=limit)

    async def _pupils(self, statement: Any, **asked: object) -> Sequence[NamedPupil]:
        return [NamedPupil(*row) for row in await self._connection.execute(statement, asked)]
