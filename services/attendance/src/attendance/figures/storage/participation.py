"""What the figures about participation, social mix and the school allowance are made of."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from attendance.figures.domain.placed_pupil import PlacedPupil, ToddlerRegister
from attendance.figures.domain.social_mix import PupilsBySes
from attendance.figures.storage import participation_statements as statements
from attendance.register.storage.expectations import expectation_of
from shared.domain.school_year import SchoolYear


class ParticipationFigures:
    """Reads over all schools."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def toddlers(self, school_year: SchoolYear, today: date) -> Sequence[ToddlerRegister]:
        """Everyone who is or was in nursery school in this school year, once for each school."""
        asked = {**_days_of(school_year), "today": today, "school_year": school_year.start}
        return [
            ToddlerRegister(
                row.person_id,
                row.school,
                row.birth_date,
                expectation_of(row.enrolled, row.closed),
                row.problematic,
                row.justified,
                row.unknown,
                row.newest,
            )
            for row in await self._connection.execute(statements.TODDLERS, asked)
        ]

    async def by_ses(self, on: date, level: str | None) -> Sequence[PupilsBySes]:
        """The pupils of each school on a day, by what their enrolment says of the SES characteristic."""
        rows = await self._connection.execute(statements.BY_SES, {"on": on, "level": level})
        return [PupilsBySes(row.school, row.with_ses, row.without_ses, row.unknown) for row in rows]

    async def pupils(self, school_year: SchoolYear, today: date) -> Sequence[PlacedPupil]:
        """Everyone who is or was in lager or secundair in this school year, at the newest enrolment."""
        until = min(today, date(school_year.start + 1, 6, 30))
        if until < school_year.first_day:
            return []
        asked = {**_days_of(school_year), "today": today, "until": until}
        return [PlacedPupil(*row) for row in await self._connection.execute(statements.PUPILS, asked)]

    async def often_absent(self, school_year: SchoolYear, more_than: int) -> set[UUID]:
        """Everyone who may have more than so many problematic half days in a school year."""
        asked = {"school_year": school_year.start, "more_than": more_than}
        return set((await self._connection.execute(statements.OFTEN_ABSENT, asked)).scalars())


def _days_of(school_year: SchoolYear) -> dict[str, date]:
    return {"first": school_year.first_day, "last": school_year.last_day}
