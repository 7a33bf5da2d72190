"""Cases as figures see them: the day of each step, one row a case."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from casework.domain.figures import CaseSteps
from casework.domain.states import Status
from shared.domain.school_year import SchoolYear
from shared.runtime.clock import BRUSSELS

# The steps of each case are looked up by the indexes on its id. `level_on` is the day of the first ground of whatever
# kind; of levels also the half days that counted are known.
_STEPS = sa.text("""
    SELECT case_record.case_type, case_record.school, case_record.school_year, case_record.assignee,
        case_record.status, case_record.outcome,
        (case_record.opened_at AT TIME ZONE :zone)::date AS opened_on,
        CASE WHEN case_record.status = 'closed' THEN (case_record.ended_at AT TIME ZONE :zone)::date END AS closed_on,
        grounds.first_half_day, grounds.level_on,
        (entries.started_at AT TIME ZONE :zone)::date AS started_on, entries.reopened > 0 AS was_reopened,
        (SELECT min("on") FROM case_contact WHERE case_contact.case_id = case_record.case_id) AS contact_on,
        (
            SELECT (min(meeting.starts_at) AT TIME ZONE :zone)::date FROM meeting_case
            JOIN meeting ON meeting.meeting_id = meeting_case.meeting_id AND meeting.status = 'held'
            WHERE meeting_case.case_id = case_record.case_id
        ) AS meeting_on
    FROM case_record
    CROSS JOIN LATERAL (
        SELECT min(ground.since) AS level_on, min((half_days.half_day ->> 0)::date) AS first_half_day
        FROM ground LEFT JOIN LATERAL jsonb_array_elements(ground.details -> 'half_days') AS half_days (half_day)
            ON ground.kind = 'level'
        WHERE ground.case_id = case_record.case_id AND ground.said
    ) AS grounds
    CROSS JOIN LATERAL (
        SELECT min(timeline.at) FILTER (WHERE timeline.kind = 'started') AS started_at,
            count(*) FILTER (WHERE timeline.kind = 'case-reopened') AS reopened
        FROM timeline WHERE timeline.case_id = case_record.case_id
    ) AS entries
    WHERE case_record.merged_into IS NULL
        AND (CAST(:school_year AS text) IS NULL OR case_record.school_year = :school_year)
        AND (CAST(:case_type AS text) IS NULL OR case_record.case_type = :case_type)
        AND (CAST(:school AS text) IS NULL OR case_record.school = :school)
        AND case_record.case_type = ANY (CAST(:of_types AS text[]))
""")


class Figures:
    """What figures are added up from."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def steps(
        self,
        school_year: SchoolYear | None,
        *,
        of_types: frozenset[str],
        case_type: str | None = None,
        school: str | None = None,
    ) -> list[CaseSteps]:
        """The cases of these types, of a school year (None: of all), of one type and school where these are given."""
        asked = {
            "zone": BRUSSELS.key,
            "school_year": str(school_year) if school_year else None,
            "case_type": case_type,
            "school": school,
            "of_types": sorted(of_types),
        }
        return [_steps(row) for row in await self._connection.execute(_STEPS, asked)]


def _steps(row: sa.Row[Any]) -> CaseSteps:
    values = dict(row._mapping)
    return CaseSteps(
        **values | {"status": Status(row.status), "school_year": SchoolYear.parse(row.school_year)},
    )
