"""Which resident children are not known to be enrolled: compared with the enrolments, and what was concluded."""

from collections.abc import Collection, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from attendance.register.storage.tables import person as person_table
from attendance.residents.domain.enrolment_gap import Comparison, EnrolmentGap, GapFilter, ListedGap
from attendance.residents.domain.resident import Resident
from attendance.residents.storage.tables import enrolment_gap as gap_table
from attendance.residents.storage.tables import resident as resident_table
from shared.domain.school_year import SchoolYear

# An enrolment counts when it holds on the reference date or begins later in the school year.
_COMPARE = sa.text("""
    SELECT person_id, resident.school_year, resident.reference_date,
        of_age AND NOT EXISTS (
            SELECT FROM pupil
            WHERE pupil.person_id = person.person_id
                AND enrolled && daterange(resident.reference_date, make_date(resident.school_year + 1, 8, 31), '[]')
        ) AS missing,
        signal_id, standing.reference_date AS concluded_for, concluded_at
    FROM person
    JOIN resident USING (insz_key)
    LEFT JOIN (SELECT * FROM enrolment_gap WHERE found_at IS NULL) AS standing USING (person_id, school_year)
    WHERE person_id = ANY(CAST(:persons AS uuid[]))
    ORDER BY person_id, resident.school_year
""")

_SAME_CHILD_AND_YEAR = sa.and_(
    resident_table.c.insz_key == person_table.c.insz_key, resident_table.c.school_year == gap_table.c.school_year
)
_OF_THE_CHILD = [resident_table.c[field.name] for field in fields(Resident)]


class EnrolmentGaps:
    """Gaps, standing and found."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def compare(self, person_ids: Collection[UUID]) -> list[Comparison]:
        """Each of these persons that is on a list, once for every school year with such a list."""
        rows = await self._connection.execute(_COMPARE, {"persons": list(person_ids)})
        return [_comparison(row) for row in rows]

    async def add(self, gaps: Sequence[EnrolmentGap]) -> None:
        """Keep new gaps."""
        if gaps:
            await self._connection.execute(sa.insert(gap_table), [_row(gap) for gap in gaps])

    async def close(self, signal_ids: Collection[UUID], at: datetime) -> None:
        """Say of these gaps that they stand no more."""
        if signal_ids:
            closed = sa.update(gap_table).where(gap_table.c.signal_id.in_(signal_ids)).values(found_at=at)
            await self._connection.execute(closed)

    async def list(self, wanted: GapFilter, after: UUID | None, limit: int) -> list[ListedGap]:
        """At most `limit` gaps with what the list says of the child, in the order in which they were concluded."""
        chosen = (
            sa.select(gap_table, *_OF_THE_CHILD)
            .join(person_table, person_table.c.person_id == gap_table.c.person_id)
            .join(resident_table, _SAME_CHILD_AND_YEAR)
            .where(*_conditions(wanted, after))
            .order_by(gap_table.c.signal_id)
            .limit(limit)
        )
        return [_listed(row) for row in await self._connection.execute(chosen)]


def _conditions(wanted: GapFilter, after: UUID | None) -> list[sa.ColumnElement[bool]]:
    conditions = []
    if wanted.school_year is not None:
        conditions.append(gap_table.c.school_year == wanted.school_year.start)
    if wanted.person_id is not None:
        conditions.append(gap_table.c.person_id == wanted.person_id)
    if wanted.status is not None:
        missing = gap_table.c.found_at.is_(None)
        conditions.append(missing if wanted.status == "missing" else ~missing)
    if after is not None:
        conditions.append(gap_table.c.signal_id > after)
    return conditions


def _row(gap: EnrolmentGap) -> dict[str, Any]:
    own = {column.name: getattr(gap, column.name) for column in gap_table.c}
    return own | {"school_year": gap.school_year.start}


def _comparison(row: Any) -> Comparison:
    school_year = SchoolYear(row.school_year)
    standing = None
    if row.signal_id is not None:
        standing = EnrolmentGap(row.signal_id, row.person_id, school_year, row.concluded_for, row.concluded_at)
    return Comparison(row.person_id, school_year, row.reference_date, row.missing, standing)


def _listed(row: Any) -> ListedGap:
    gap = EnrolmentGap(
        row.signal_id,
        row.person_id,
        SchoolYear(row.school_year),
        row.reference_date,
        row.concluded_at,
        row.found_at,
    )
    return ListedGap(gap, Resident(**{field.name: getattr(row, field.name) for field in fields(Resident)}))
