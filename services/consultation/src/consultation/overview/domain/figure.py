"""A figure as a service published it: what an indicator reads."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from shared.domain.published_figures import FigureValue, Group
from shared.domain.school_year import SchoolYear


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure of a service over a school year. `sequence` rises each time it is published."""

    service: str
    figure: str
    school_year: SchoolYear
    unit: str
    smallest_cell: int
    values: tuple[FigureValue, ...]
    known_at: datetime
    sequence: int

    def value(self, groups: Iterable[Group]) -> FigureValue | None:
        """The number of exactly these groups, in whatever order; None where the figure has no such groups."""
        asked = frozenset(groups)
        return next((value for value in self.values if frozenset(value.groups) == asked), None)

    def named(self, group: str | None) -> FigureValue | None:
        """The number of the groups of this name, such as `truancy/open`; of everything without one.

        The name has those of its groups in the order in which they were published. None where there is none.
        """
        names = tuple(group.split("/")) if group else ()
        return next((value for value in self.values if tuple(item.name for item in value.groups) == names), None)


@dataclass(frozen=True, slots=True)
class FigureQuery:
    """Figures of these names (None: of all), over these school years."""

    school_years: Collection[SchoolYear]
    figures: Collection[str] | None = None
