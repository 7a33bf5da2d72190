"""Figures as a service publishes them: numbers of a school year by group, never of persons."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from shared.domain.school_year import SchoolYear

Number = float | None
"""A number as it is published; None where it is left out, because it is small or would give a small number away."""

ALL: tuple["Group", ...] = ()
"""The groups of what is counted over everything."""


@dataclass(frozen=True, slots=True, order=True)
class Group:
    """What a number is told apart by: a kind such as `school`, and which of that kind."""

    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class FigureValue:
    """A number of those who are in all of these groups together; ``ALL`` is everything."""

    groups: tuple[Group, ...]
    value: Number


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresPublished:
    """A figure over a school year, with every group at once, so that what is left out is left out in all of them.

    `unit` is what is counted, such as `pupils`, or `share` (0 to 1). Numbers below `smallest_cell` are left out.
    """

    figure: str
    school_year: SchoolYear
    unit: str
    smallest_cell: int
    values: tuple[FigureValue, ...]
    known_at: datetime

    @property
    def key(self) -> str:
        """Of all that is published under a key, the newest holds."""
        return f"{self.figure}:{self.school_year}"


def of_groups(value: Number, **groups: str) -> FigureValue:
    """A number of these groups; in the name of a kind an underscore stands for a hyphen."""
    return FigureValue(tuple(Group(kind.replace("_", "-"), name) for kind, name in groups.items()), value)


def published_years(now: datetime) -> tuple[SchoolYear, SchoolYear]:
    """The school years whose figures are published: the last, which corrections still change, and the running one."""
    running = SchoolYear.of(now.date())
    return running.previous, running


def in_order(values: Iterable[FigureValue]) -> tuple[FigureValue, ...]:
    """The values by their groups, so that the same numbers are always the same figure."""
    return tuple(sorted(values, key=lambda value: value.groups))
