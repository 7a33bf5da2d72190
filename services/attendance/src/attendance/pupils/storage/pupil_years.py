"""What there is of one pupil in a school year, in one statement: all of it as it was at one moment."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from attendance.pupils.domain.kept_mark import KeptMark
from attendance.pupils.domain.listed_pupil import FoundPupilOfSchool, PupilFilter
from attendance.pupils.domain.pupil_year import FoundPupil, PupilYear
from attendance.pupils.storage.list_statements import PUPILS
from attendance.register.domain.compulsory_age import compulsory_age
from attendance.register.domain.mark import FinalRejection, PupilKey
from attendance.register.domain.period import Period
from attendance.register.storage.encoding import HALF_DAYS, STATUSES, VERDICTS
from attendance.register.storage.expectations import ENROLLED, expectation_of
from attendance.rules.domain.rule import PROBLEMATIC_HALF_DAYS
from attendance.rules.storage.counts import COUNTS_TRANSFERRED, MARKS_OF_PERSONS
from shared.domain.school_year import SchoolYear

_FOUND = f"""
    pupil_id, person_id, {ENROLLED}, closed, birth_date,
    lower(compulsory) AS compulsory_from, upper(compulsory) - 1 AS compulsory_until,
    newest_mark.date AS newest_mark,
    EXISTS (SELECT FROM calendar WHERE calendar.school = pupil.school) AS school_has_calendars,
    EXISTS (SELECT FROM silent_half_day WHERE silent_half_day.school = pupil.school) AS school_is_silent,
    EXISTS (SELECT FROM held_half_day WHERE held_half_day.pupil_id = pupil.pupil_id) AS has_held
"""  # noqa: S608 - constant
_FOUND_IN = "pupil LEFT JOIN person USING (person_id) LEFT JOIN newest_mark USING (school)"

_ONE = text(f"SELECT {_FOUND} FROM {_FOUND_IN} WHERE school = :school AND pupil = :pupil")  # noqa: S608 - constant

_OF_YEAR = text(f"""
    SELECT {_FOUND}, marks.*,
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
    FROM {_FOUND_IN} CROSS JOIN LATERAL (
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
        """A pupil; None if the register never heard of it. Marks are in order, with those rejected for good."""
        asked = {"school": school, "pupil": pupil, "school_year": school_year.start}
        row = (await self._connection.execute(_OF_YEAR, asked)).first()
        if row is None:
            return None
        columns = (row.dates, row.half_days, row.statuses, row.recorded_at, row.event_ids, row.verdicts, row.reasons)
        marks = _kept(zip(*columns, strict=True)) if row.dates else []
        return PupilYear(_pupil(row), marks, int(row.person_count), tuple(row.levels))

    async def pupil(self, school: str, pupil: str) -> FoundPupil | None:
        """A pupil; None if the register never heard of it."""
        row = (await self._connection.execute(_ONE, {"school": school, "pupil": pupil})).first()
        return _pupil(row) if row else None

    async def list(self, wanted: PupilFilter, after: PupilKey | None, limit: int) -> Sequence[FoundPupilOfSchool]:
        """At most `limit` pupils, by school and register number."""
        after_school, after_pupil = after or ("", "")
        noted = None if wanted.noted is None else sorted(wanted.noted)
        asked = {
            "after_school": after_school,
            "after_pupil": after_pupil,
            "school": wanted.school,
            "schools": None if wanted.schools is None else sorted(wanted.schools),
            "class_name": wanted.class_name,
            "noted_schools": None if noted is None else [school for school, _ in noted],
            "noted_pupils": None if noted is None else [pupil for _, pupil in noted],
            "school_year": wanted.school_year.start,
            "today": wanted.today,
            "first": wanted.school_year.first_day,
            "last": wanted.school_year.last_day,
            "limit": limit,
        }
        return [FoundPupilOfSchool(*row) for row in await self._connection.execute(PUPILS, asked)]


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


def _pupil(row: Any) -> FoundPupil:
    """The pupil of a row with the columns of `_FOUND`."""
    compulsory = compulsory_age(Period(row.compulsory_from, row.compulsory_until), row.birth_date)
    return FoundPupil(
        row.pupil_id,
        row.person_id,
        expectation_of(row.enrolled, row.closed),
        compulsory if row.person_id else None,
        row.newest_mark,
        row.school_has_calendars,
        row.school_is_silent,
        row.has_held,
    )
