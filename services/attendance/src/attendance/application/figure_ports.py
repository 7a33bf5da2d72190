"""What the yearly figures need of storage."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple, Protocol

from attendance.domain.figures import Month, MonthFigures
from attendance.domain.planned_half_days import Expectation
from shared.domain.school_year import SchoolYear


class Absences(NamedTuple):
    """Half days of a school's pupils: absent (problematic or justified), and not resolved yet."""

    absent: int = 0
    unknown: int = 0


class EnrolledAlike(NamedTuple):
    """How many pupils of a school are expected there on exactly the same half days."""

    school: str
    expectation: Expectation
    pupils: int


class Figures(Protocol):
    """Sums over all pupils of a school year; `school` None is all schools."""

    async def pupils(
        self, school_year: SchoolYear, months: Sequence[Month], today: date, school: str | None
    ) -> list[MonthFigures]: ...
    async def absences(self, school_year: SchoolYear, school: str | None) -> dict[tuple[str, date], Absences]: ...
    async def enrolled(self, school_year: SchoolYear, school: str | None) -> list[EnrolledAlike]: ...
    async def newest_dates(self, school: str | None) -> dict[str, date]: ...
