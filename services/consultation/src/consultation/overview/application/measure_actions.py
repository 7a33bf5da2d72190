"""The numbers of indicators are looked up."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from consultation.activities.domain.counts import Counts, Period
from consultation.overview.domain.figure import FigureQuery
from consultation.overview.domain.indicator_values import Counted, IndicatorValues, Numbers, years_of
from consultation.policy.domain.action import PolicyAction
from consultation.policy.domain.indicator import Indicator, Measure, SourceKind
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.domain.school_year import SchoolYear
from shared.runtime.clock import Clock


async def measure_action(
    uow: ConsultationUnitOfWork, action: PolicyAction, *, smallest: int, clock: Clock
) -> list[IndicatorValues]:
    """The numbers of the indicators of an action, in the school years of the action as far as they have begun."""
    details = action.details
    years = years_of(action.indicators, details.since, until=details.until, today=clock.today())
    return (await measure_actions(uow, [action], years, smallest=smallest, clock=clock))[action.action_id]


async def measure_actions(
    uow: ConsultationUnitOfWork,
    actions: Sequence[PolicyAction],
    school_years: Sequence[SchoolYear],
    *,
    smallest: int,
    clock: Clock,
) -> Mapping[UUID, list[IndicatorValues]]:
    """The numbers of the indicators of these actions in these school years, by the id of the action."""
    sources = [indicator.source for action in actions for indicator in action.indicators]
    named = {source.figure for source in sources if source.figure is not None}
    figures = await uow.figures.of(FigureQuery(school_years, named)) if named and school_years else []
    needs_activities = any(source.measure is not None for source in sources)
    activities = await _activities(uow, school_years, smallest) if needs_activities else {}
    requests = await _requests(uow, actions, school_years)
    numbers = Numbers(figures, Counted(clock.now(), activities, requests))
    return {
        action.action_id: [
            numbers.of(action.action_id, indicator, _years_of(action, indicator, school_years, today=clock.today()))
            for indicator in action.indicators
        ]
        for action in actions
    }


def _years_of(
    action: PolicyAction, indicator: Indicator, school_years: Iterable[SchoolYear], *, today: date
) -> list[SchoolYear]:
    """Those of these years that the action touches and that have begun, or that a target or number is for."""
    details = action.details
    until = min(details.until or today, today)
    named = {row.school_year for row in indicator.targets} | {row.school_year for row in indicator.holding}
    return [
        year
        for year in school_years
        if str(year) in named or (details.since <= year.last_day and year.first_day <= until)
    ]


async def _activities(
    uow: ConsultationUnitOfWork, school_years: Iterable[SchoolYear], smallest: int
) -> dict[tuple[UUID, SchoolYear], Mapping[str, Decimal | None]]:
    counted: dict[tuple[UUID, SchoolYear], Mapping[str, Decimal | None]] = {}
    for year in school_years:
        for row in await uow.activity_counts.by_action(Period(year.first_day, year.last_day)):
            if row.action_id is not None:
                counted[row.action_id, year] = _measures(row.counts, smallest)
    return counted


async def _requests(
    uow: ConsultationUnitOfWork, actions: Iterable[PolicyAction], school_years: Iterable[SchoolYear]
) -> dict[tuple[UUID, SchoolYear], Decimal | None]:
    """Of each indicator of requests, by its id: those for its offers; without any, for the theme."""
    asking = [
        (action.details.theme, indicator)
        for action in actions
        for indicator in action.indicators
        if indicator.source.kind is SourceKind.REQUESTS
    ]
    counted: dict[tuple[UUID, SchoolYear], Decimal | None] = {}
    for year in school_years if asking else ():
        made = await uow.own_figures.requests(year)
        for theme, indicator in asking:
            offers = indicator.source.offers
            number = sum(row.number for row in made if (row.offer_id in offers if offers else row.theme == theme))
            counted[indicator.indicator_id, year] = Decimal(number)
    return counted


def _measures(counts: Counts, smallest: int) -> Mapping[str, Decimal | None]:
    shown = counts.shown(smallest)
    numbers = {measure: _NAMES.get(measure, measure.value) for measure in Measure}
    return {
        measure.value: _number(shown[name] if name in shown else getattr(counts, name))
        for measure, name in numbers.items()
    }


_NAMES = {Measure.HANDED_OUT: "handed_out"}


def _number(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))
