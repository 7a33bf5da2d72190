"""What the endpoints about yearly figures answer, as JSON and as CSV with the same columns."""

from datetime import date, datetime
from typing import Self

from fastapi import Response
from pydantic import BaseModel, Field

from attendance.figures.domain.figures import MonthFigures, WeekRate
from attendance.register.api.answers import DESCRIBED
from attendance.register.domain.enrolment import EducationLevel
from shared.domain.small_cells import shown, shown_nested
from shared.runtime.http.csv_answer import csv_answer


class PupilsOfMonthAnswer(BaseModel):
    """Pupils of a school and level of education, from the beginning of the school year to the end of a month.

    A number that is small, or that would give a small one away, is null.
    """

    model_config = DESCRIBED

    school: str
    """Institution number of the school."""
    level_of_education: EducationLevel
    """Level of education."""
    month: str = Field(examples=["2026-10"])
    """The month; the count goes up to and with its end."""
    until: date
    """Last day counted: the last of the month, or today."""
    pupils: int | None
    """Pupils of compulsory age who are or were enrolled in the school year."""
    at_least_5: int | None
    """Of those, with at least 5 problematic half days over all schools."""
    at_least_10: int | None
    """With at least 10."""
    at_least_15: int | None
    """With at least 15."""
    at_least_30: int | None
    """With at least 30: problematically absent in AGODI's statistics."""

    @classmethod
    def of(cls, figures: MonthFigures, smallest_cell: int) -> Self:
        pupils, at_5, at_10, at_15, at_30 = shown_nested(figures.nested, smallest_cell)
        return cls(
            school=figures.school,
            level_of_education=EducationLevel(figures.level_of_education),
            month=str(figures.month),
            until=figures.month.until,
            pupils=pupils,
            at_least_5=at_5,
            at_least_10=at_10,
            at_least_15=at_15,
            at_least_30=at_30,
        )


class RateOfWeekAnswer(BaseModel):
    """Attendance of a school in a week. Of a week with a few pupils only, every number is null."""

    model_config = DESCRIBED

    school: str
    """Institution number of the school."""
    week: str = Field(examples=["2026-W41"])
    """The ISO week."""
    monday: date
    """Its Monday."""
    pupils: int | None
    """Pupils enrolled on a planned half day of the week."""
    planned_half_days: int | None
    """Half days planned for all of them, up to and with the date of the school's newest mark."""
    absent: int | None
    """Problematic and justified half days."""
    unknown: int | None
    """Half days that are neither present nor absent until the school says."""
    rate: float | None = Field(examples=[0.953])
    """1 - absent / (planned - unknown); null when nothing is left to divide by. Late is present."""

    @classmethod
    def of(cls, week: WeekRate, smallest_cell: int) -> Self:
        seen = shown(week.planned.pupils, smallest_cell) is not None
        return cls(
            school=week.school,
            week=week.week,
            monday=week.monday,
            pupils=week.planned.pupils if seen else None,
            planned_half_days=week.planned.half_days if seen else None,
            absent=week.absent if seen else None,
            unknown=week.unknown if seen else None,
            rate=week.rate if seen else None,
        )


class FiguresAnswer(BaseModel):
    """Figures of a school year by what is known now."""

    model_config = DESCRIBED

    school_year: str = Field(examples=["2026-2027"])
    """The school year."""
    known_at: datetime
    """When this was added up; a correction changes it."""
    smallest_cell: int
    """Numbers of fewer pupils are left out."""


class PupilFiguresAnswer(FiguresAnswer):
    """Pupils by problematic half days."""

    items: list[PupilsOfMonthAnswer]
    """By school, level of education and month."""


class RateFiguresAnswer(FiguresAnswer):
    """Attendance by week."""

    items: list[RateOfWeekAnswer]
    """By school and week."""


def as_csv(answer: PupilFiguresAnswer | RateFiguresAnswer, kind: type[BaseModel], name: str) -> Response:
    """The items as CSV."""
    return csv_answer(answer.items, kind, f"{name}-{answer.school_year}")
