"""The numbers of an indicator: for each school year the value with its target, where it comes from, or why it lacks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from consultation.overview.domain.figure import Figure
from consultation.policy.domain.indicator import Indicator, IndicatorSource, SourceKind
from shared.domain.school_year import SchoolYear

_DECIMALS = Decimal("0.001")


class Missing(StrEnum):
    """Why there is no number."""

    SMALL_NUMBER = "small-number"
    """It is small, or would give a small number away."""
    NOT_PUBLISHED = "not-published"
    """The service published no such figure of the school year, or none of this group."""
    NOT_ENTERED = "not-entered"
    """Nobody entered a number for the school year."""
    NOT_COUNTED = "not-counted"
    """What is asked for is not counted of activities or requests in the school year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorYear:
    """A school year of an indicator: `value`, or why it is `missing`; `target` is None where nothing was agreed on.

    An entered number has a `source` and, as `dated`, the day that it is of. `known_at` is when another number was
    counted.
    """

    school_year: SchoolYear
    target: Decimal | None = None
    value: Decimal | None = None
    missing: Missing | None = None
    source: str | None = None
    dated: date | None = None
    known_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class IndicatorValues:
    """An indicator of an action with its school years, in their order."""

    action_id: UUID
    indicator: Indicator
    years: tuple[IndicatorYear, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted of activities and requests: of each action by school year, by what is counted; None is small."""

    at: datetime
    activities: Mapping[tuple[UUID, SchoolYear], Mapping[str, Decimal | None]] = field(default_factory=dict)
    requests: Mapping[tuple[UUID, SchoolYear], Decimal | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Numbers:
    """All that numbers of indicators are made of. `requests` of `counted` are those of each indicator by its id."""

    figures: Sequence[Figure]
    counted: Counted

    def of(self, action_id: UUID, indicator: Indicator, years: Iterable[SchoolYear]) -> IndicatorValues:
        """The numbers of an indicator in these school years."""
        targets = {target.school_year: target.value for target in indicator.targets}
        rows = tuple(
            self._of_year(action_id, indicator, year, target=targets.get(str(year))) for year in sorted(set(years))
        )
        return IndicatorValues(action_id, indicator, rows)

    def _of_year(
        self, action_id: UUID, indicator: Indicator, year: SchoolYear, *, target: Decimal | None
    ) -> IndicatorYear:
        if indicator.source.kind is SourceKind.ENTERED:
            return _entered(indicator, year, target)
        if indicator.source.kind is SourceKind.FIGURE:
            return self._of_figure(indicator.source, year, target)
        if indicator.source.kind is SourceKind.ACTIVITIES:
            of_action = self.counted.activities.get((action_id, year), {})
            measure = str(indicator.source.measure)
            is_counted, number = measure in of_action, of_action.get(measure)
        else:
            key = (indicator.indicator_id, year)
            is_counted, number = key in self.counted.requests, self.counted.requests.get(key)
        if not is_counted:
            return IndicatorYear(school_year=year, target=target, missing=Missing.NOT_COUNTED)
        small = Missing.SMALL_NUMBER if number is None else None
        return IndicatorYear(school_year=year, target=target, value=number, missing=small, known_at=self.counted.at)

    def _of_figure(self, source: IndicatorSource, year: SchoolYear, target: Decimal | None) -> IndicatorYear:
        figure = next(
            (
                row
                for row in self.figures
                if (row.service, row.figure, row.school_year) == (source.service, source.figure, year)
            ),
            None,
        )
        cell = figure.named(source.group) if figure else None
        if figure is None or cell is None:
            return IndicatorYear(school_year=year, target=target, missing=Missing.NOT_PUBLISHED)
        value = None if cell.value is None else Decimal(str(cell.value)).quantize(_DECIMALS).normalize()
        small = Missing.SMALL_NUMBER if value is None else None
        return IndicatorYear(school_year=year, target=target, value=value, missing=small, known_at=figure.known_at)


def _entered(indicator: Indicator, year: SchoolYear, target: Decimal | None) -> IndicatorYear:
    entered = next((value for value in indicator.holding if value.school_year == str(year)), None)
    if entered is None:
        return IndicatorYear(school_year=year, target=target, missing=Missing.NOT_ENTERED)
    return IndicatorYear(
        school_year=year, target=target, value=entered.value, source=entered.source, dated=entered.dated
    )


def years_of(indicators: Sequence[Indicator], since: date, *, until: date | None, today: date) -> list[SchoolYear]:
    """The school years of an action as far as they have begun, and those with a target or a number."""
    last = SchoolYear.of(min(until or today, today))
    begun = {SchoolYear(start) for start in range(SchoolYear.of(since).start, last.start + 1)}
    targets = {row.school_year for indicator in indicators for row in indicator.targets}
    named = targets | {row.school_year for indicator in indicators for row in indicator.holding}
    return sorted(begun | {SchoolYear.parse(year) for year in named})
