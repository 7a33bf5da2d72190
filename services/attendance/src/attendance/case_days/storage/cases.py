"""The days of cases: one row per case."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from attendance.case_days.domain.case_days import CaseDays
from shared.domain.school_year import SchoolYear

# The first opening stays, also when the case is opened again; only what is newer than an end takes the end away, and
# only what is newer than a transfer the school.
_OPEN = text("""
    WITH RECURSIVE became AS (
        SELECT person_id, merged_into FROM person WHERE person_id = :person_id
        UNION
        SELECT person.person_id, person.merged_into FROM person JOIN became ON person.person_id = became.merged_into
    )
    INSERT INTO case_days AS known
        (case_id, version, person_id, case_type, school, school_year, opened_on, merged)
    SELECT :case_id, :version, person_id, :case_type, :school, :school_year, :opened_on, false
    FROM became WHERE merged_into IS NULL
    ON CONFLICT (case_id) DO UPDATE SET
        version = greatest(known.version, excluded.version),
        person_id = excluded.person_id,
        case_type = excluded.case_type,
        school = CASE WHEN known.version > excluded.version AND known.school IS NOT NULL
            THEN known.school ELSE excluded.school END,
        school_year = excluded.school_year,
        opened_on = least(known.opened_on, excluded.opened_on),
        ended_on = CASE WHEN known.version < excluded.version THEN NULL ELSE known.ended_on END
    WHERE NOT known.merged
""")

_END = text("""
    INSERT INTO case_days AS known (case_id, version, ended_on, merged) VALUES (:case_id, :version, :ended_on, :merged)
    ON CONFLICT (case_id) DO UPDATE SET
        version = excluded.version,
        ended_on = excluded.ended_on,
        merged = excluded.merged,
        person_id = CASE WHEN excluded.merged THEN NULL ELSE known.person_id END
    WHERE known.version < excluded.version
""")

# A transfer that comes before the opening waits for it, without a person.
_TRANSFER = text("""
    INSERT INTO case_days AS known (case_id, version, school, school_year, merged)
    VALUES (:case_id, :version, :school, :school_year, false)
    ON CONFLICT (case_id) DO UPDATE SET version = excluded.version, school = excluded.school
    WHERE known.version < excluded.version
""")

_FOLLOW_MERGES = text("""
    UPDATE case_days SET person_id = person.merged_into FROM person
    WHERE person.person_id = case_days.person_id AND person.merged_into IS NOT NULL
""")

_FORGET = text("DELETE FROM case_days WHERE school_year < :first_kept OR (school_year IS NULL AND ended_on < :before)")

_OF_YEAR = text("""
    SELECT case_id, person_id, case_type, school, school_year, opened_on, ended_on
    FROM case_days
    WHERE school_year = :school_year AND person_id IS NOT NULL
      AND (CAST(:school AS text) IS NULL OR school = :school)
      AND (CAST(:case_type AS text) IS NULL OR case_type = :case_type)
    ORDER BY opened_on, case_id
""")

_OF_PERSON = text("""
    SELECT case_id, person_id, case_type, school, school_year, opened_on, ended_on
    FROM case_days WHERE person_id = :person_id ORDER BY opened_on, case_id
""")


class CasesDays:
    """Which case was opened and ended on which day."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def open(self, case: CaseDays, version: int) -> None:
        """Keep that a case was opened, or opened again; of a person who is not known, or erased, nothing."""
        asked = {
            "case_id": case.case_id,
            "version": version,
            "person_id": case.person_id,
            "case_type": case.case_type,
            "school": case.school,
            "school_year": case.school_year.start,
            "opened_on": case.opened_on,
        }
        await self._connection.execute(_OPEN, asked)

    async def end(self, case_id: UUID, version: int, ended_on: date, *, merged: bool) -> None:
        """Keep that a case ended; one that was merged goes on in another case, and is no case of its own."""
        asked = {"case_id": case_id, "version": version, "ended_on": ended_on, "merged": merged}
        await self._connection.execute(_END, asked)

    async def transfer(self, case_id: UUID, version: int, *, school: str, school_year: SchoolYear) -> None:
        """Keep that a case goes on at another school; what is older than what is known changes nothing."""
        asked = {"case_id": case_id, "version": version, "school": school, "school_year": school_year.start}
        await self._connection.execute(_TRANSFER, asked)

    async def follow_merges(self) -> None:
        """Give the cases of persons that were merged to the persons they go on as."""
        await self._connection.execute(_FOLLOW_MERGES)

    async def forget(self, first_kept: SchoolYear) -> None:
        """Delete the days of cases of school years before this one."""
        await self._connection.execute(_FORGET, {"first_kept": first_kept.start, "before": first_kept.first_day})

    async def of_year(self, school_year: SchoolYear, *, school: str | None, case_type: str | None) -> list[CaseDays]:
        """The cases of a school year, the first opened first; of one school or type, or (None) of all."""
        asked = {"school_year": school_year.start, "school": school, "case_type": case_type}
        return [_case(row) for row in await self._connection.execute(_OF_YEAR, asked)]

    async def of_person(self, person_id: UUID) -> Sequence[CaseDays]:
        """The cases of a person."""
        return [_case(row) for row in await self._connection.execute(_OF_PERSON, {"person_id": person_id})]


def _case(row: Any) -> CaseDays:
    return CaseDays(
        row.case_id,
        row.person_id,
        row.case_type,
        row.school,
        SchoolYear(row.school_year),
        row.opened_on,
        row.ended_on,
    )
