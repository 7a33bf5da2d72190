"""Streams `<service>.figures.v1`: numbers for indicators, by group and school year, never of persons."""

from typing import Annotated, ClassVar

from pydantic import Field

from shared.contracts.contract import Contract, WireData
from shared.contracts.fields import Line, SchoolYearLabel, Slug
from shared.contracts.moments import Time

OF_ATTENDANCE = "attendance.figures.v1"
OF_CASEWORK = "casework.figures.v1"
OF_CONSULTATION = "consultation.figures.v1"

FigureNumber = Annotated[float, Field(ge=0, le=1_000_000_000, strict=True, allow_inf_nan=False)]


class FigureGroup(WireData):
    """What a number is told apart by."""

    kind: Slug
    """Such as `school`, `level-of-education` or `case-type`; the list is open."""
    name: Line
    """Which of that kind: the institution number of a school, the word of a case type."""


class FigureOfGroups(WireData):
    """The number of what is in all of these groups."""

    groups: Annotated[tuple[FigureGroup, ...], Field(max_length=8)]
    """Empty for what is counted over everything."""
    value: FigureNumber | None
    """The number; null where it is small, or would give a small number away."""


class FiguresPublished(Contract):
    """A figure over a school year, as far as it may be shown; it replaces what was published of both before."""

    figure: Slug
    """What is counted, such as `pupils` or `cases`; the list is open."""
    school_year: SchoolYearLabel
    """The school year that it is counted over."""
    unit: Slug
    """`pupils`, `cases`, `meetings` and so on, or `share`: 0 to 1; the list is open."""
    smallest_cell: Annotated[int, Field(strict=True, ge=1, le=100)]
    """Smaller numbers are left out."""
    known_at: Time
    """When this was added up; a correction changes it."""
    values: Annotated[tuple[FigureOfGroups, ...], Field(max_length=20_000)]
    """Every group at once."""


class AttendanceFiguresPublished(FiguresPublished):
    """A figure of attendance over a school year; it replaces what was published of both before."""

    event_type: ClassVar[str] = "be.flankerend.attendance.figures-published.v1"
    topic: ClassVar[str] = OF_ATTENDANCE


class CaseworkFiguresPublished(FiguresPublished):
    """A figure of casework over a school year; it replaces what was published of both before."""

    event_type: ClassVar[str] = "be.flankerend.casework.figures-published.v1"
    topic: ClassVar[str] = OF_CASEWORK


class ConsultationFiguresPublished(FiguresPublished):
    """A figure of consultation over a school year; it replaces what was published of both before."""

    event_type: ClassVar[str] = "be.flankerend.consultation.figures-published.v1"
    topic: ClassVar[str] = OF_CONSULTATION
