"""The yearly figures, added up in the database."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from attendance.figures.domain.absences import Absences, EnrolledAlike
from attendance.figures.domain.figures import PUBLISHED_LEVELS, Month, MonthFigures
from attendance.figures.storage import figure_statements as statements
from attendance.register.storage.expectations import expectation_of
from shared.domain.school_year import SchoolYear


class Figures:
    """Sums over all pupils of a school year, of every school or of a single school."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def pupils(
        self, school_year: SchoolYear, months: Sequence[Month], *, today: date, school: str | None
    ) -> list[MonthFigures]:
        """Pupils, and how many of them reached each published level, by school, level of education and month."""
        asked = {
            **_year(school_year, school),
            "months": [month.until for month in months],
            "today": today,
            "thresholds": list(PUBLISHED_LEVELS),
        }
        rows = await self._connection.execute(statements.PUPILS[school is not None], asked)
        pupils_at: dict[tuple[str, str, date], dict[int, int]] = {}
        for of_school, education, last, threshold, pupils in rows:
            pupils_at.setdefault((of_school, education, last), {})[threshold] = pupils
        month_of = {month.until: month for month in months}
        return [
            MonthFigures(of_school, education, month_of[last], numbers.pop(0, 0), numbers)
            for (of_school, education, last), numbers in sorted(pupils_at.items())
        ]

    async def absences(self, school_year: SchoolYear, school: str | None) -> dict[tuple[str, date], Absences]:
        """Half days absent and unknown, by school and the Monday of their week."""
        asked = _of(school, school_year=school_year.start, since=datetime(school_year.start, 6, 30, tzinfo=UTC))
        rows = await self._connection.execute(statements.ABSENCES[school is not None], asked)
        return {(row.school, row.monday): Absences(row.absent, row.unknown) for row in rows}

    async def enrolled(self, school_year: SchoolYear, school: str | None) -> list[EnrolledAlike]:
        """Pupils enrolled in the school year, those of a school with the same days of enrolment together."""
        asked = _of(school, first=school_year.first_day, last=school_year.last_day)
        rows = await self._connection.execute(statements.ENROLLED[school is not None], asked)
        return [EnrolledAlike(row.school, expectation_of(row.enrolled, row.closed), row.pupils) for row in rows]

    async def newest_dates(self, school: str | None) -> dict[str, date]:
        """For each school, the latest date inside the calendar that has any mark."""
        rows = await self._connection.execute(statements.NEWEST[school is not None], _of(school))
        return {row.school: row.newest for row in rows}


def _of(school: str | None, **asked: Any) -> dict[str, Any]:
    return asked if school is None else {**asked, "school": school}


def _year(school_year: SchoolYear, school: str | None) -> dict[str, Any]:
    return _of(school, school_year=school_year.start, first=school_year.first_day, last=school_year.last_day)
