"""An indicator of an action: a number that says whether it works, its target for each year, and where it comes from."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TypedDict, Unpack
from uuid import UUID

from consultation.domain.amounts import require_number
from consultation.domain.well_formed import require, require_line
from shared.domain.errors import Conflict
from shared.domain.school_year import SchoolYear

_MOST_YEARS, _MOST_VALUES, _MOST_OFFERS = 30, 500, 100


class SourceKind(StrEnum):
    """Where the numbers of an indicator come from."""

    FIGURE = "figure"
    """A figure that a service publishes (`figures-published`)."""
    ACTIVITIES = "activities"
    """What is counted of the activities of the action."""
    REQUESTS = "requests"
    """How many requests schools made for offers."""
    ENTERED = "entered"
    """Somebody enters them, with where they come from."""


class Measure(StrEnum):
    """What is counted of activities."""

    ACTIVITIES = "activities"
    SESSIONS = "sessions"
    PARTICIPANTS = "participants"
    HOURS = "hours"
    PLACES = "places"
    HANDED_OUT = "handed-out"


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorSource:
    """Where the numbers come from; which fields there are depends on the kind.

    A figure has the `service` that publishes it, its name in `figure`, and a `group` where the figure is of a part.
    Activities have a `measure`. Requests have `offers`, those that are counted; without any it is all of the theme.
    Raises InvalidField for a field that is missing, and for a field that this kind has not.
    """

    kind: SourceKind
    service: str | None = None
    figure: str | None = None
    group: str | None = None
    measure: Measure | None = None
    offers: tuple[UUID, ...] = ()

    def __post_init__(self) -> None:
        of_figure, of_activities = self.kind is SourceKind.FIGURE, self.kind is SourceKind.ACTIVITIES
        for name in ("service", "figure"):
            line = getattr(self, name)
            require((line is not None) is of_figure, name, "is what a figure has, and only a figure")
            if line is not None:
                require_line(name, line)
        require(of_figure or self.group is None, "group", "is what a figure has alone")
        if self.group is not None:
            require_line("group", self.group)
        require((self.measure is not None) is of_activities, "measure", "is what activities have, and only they")
        require(self.kind is SourceKind.REQUESTS or not self.offers, "offers", "is what requests have alone")
        require(len(self.offers) <= _MOST_OFFERS, "offers", f"are more than {_MOST_OFFERS}")


@dataclass(frozen=True, slots=True)
class Target:
    """What is to be reached in a school year, such as 2026-2027. Raises InvalidField."""

    school_year: str
    value: Decimal

    def __post_init__(self) -> None:
        SchoolYear.parse(self.school_year)
        require_number("value", self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class EnteredValue:
    """A number that somebody entered for a school year.

    `source` says where it comes from, `dated` the day that it is of. A later value of the same year
    takes its place; the former stays, with `replaced_at`.
    """

    school_year: str
    value: Decimal
    source: str
    dated: date
    entered_at: datetime
    replaced_at: datetime | None = None

    def __post_init__(self) -> None:
        SchoolYear.parse(self.school_year)
        require_number("value", self.value)
        require_line("source", self.source)


class ChangedIndicator(TypedDict, total=False):
    """What changes of an indicator; what is left out stays. Where its numbers come from never changes."""

    name: str
    unit: str
    targets: tuple[Target, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """An indicator with its targets, and the values that people entered, in the order in which they came.

    Raises InvalidField for a target twice for a year, and Conflict for a value of what comes from elsewhere.
    """

    indicator_id: UUID
    name: str
    unit: str
    source: IndicatorSource
    targets: tuple[Target, ...] = ()
    values: tuple[EnteredValue, ...] = ()

    def __post_init__(self) -> None:
        require_line("name", self.name)
        require_line("unit", self.unit)
        years = [target.school_year for target in self.targets]
        require(len(years) <= _MOST_YEARS, "targets", f"are for more than {_MOST_YEARS} years")
        require(len(years) == len(set(years)), "targets", "are for a year twice")
        object.__setattr__(self, "targets", tuple(sorted(self.targets, key=lambda target: target.school_year)))

    @property
    def holding(self) -> tuple[EnteredValue, ...]:
        """The values that hold now, one for each school year, in the order of the years."""
        holding = (value for value in self.values if value.replaced_at is None)
        return tuple(sorted(holding, key=lambda value: value.school_year))

    def changed(self, **fields: Unpack[ChangedIndicator]) -> "Indicator":
        """The indicator with another name, unit or other targets. Raises InvalidField."""
        return replace(self, **fields)

    def entered(self, value: EnteredValue) -> "Indicator":
        """The indicator with this value; what was entered for that year before stays as it was, and is replaced.

        Raises Conflict where the numbers come from elsewhere, InvalidField for more than 500 values.
        """
        if self.source.kind is not SourceKind.ENTERED:
            raise Conflict("the numbers of this indicator are not entered", indicator_id=self.indicator_id)
        require(len(self.values) < _MOST_VALUES, "values", f"are more than {_MOST_VALUES}")
        return replace(self, values=(*_without_year(self.values, value), value))


def _without_year(values: Iterable[EnteredValue], new: EnteredValue) -> Iterable[EnteredValue]:
    for value in values:
        is_replaced = value.school_year == new.school_year and value.replaced_at is None
        yield replace(value, replaced_at=new.entered_at) if is_replaced else value
