"""Publish what consultation counts, and keep it beside the figures of the other services."""

from collections.abc import Mapping
from datetime import datetime

from consultation.overview.domain.figure import Figure
from consultation.unit_of_work import ConsultationUnitOfWork, Units
from shared.domain.published_figures import FiguresPublished, FigureValue, of_groups, published_years
from shared.domain.school_year import SchoolYear
from shared.domain.small_cells import shown
from shared.runtime.clock import Clock

SERVICE = "consultation"


async def publish_figures(units: Units, *, clock: Clock, smallest: int) -> None:
    """Publish what changed of the running school year and of the last, a transaction for each."""
    now = clock.now()
    for school_year in published_years(now):
        async with units() as uow:
            figures = await _figures(uow, school_year, now, smallest=smallest)
            changed = await uow.published.changed(item for item in figures if item.values)
            for item in changed:
                await uow.figures.keep(_copied(item))
            uow.add(*changed)
            if changed:
                uow.log("figures.published", school_year=str(school_year), records=len(changed))


async def _figures(
    uow: ConsultationUnitOfWork, school_year: SchoolYear, now: datetime, *, smallest: int
) -> list[FiguresPublished]:
    """Meetings are about pupils, so that small numbers are left out; sessions of bodies are not."""
    meetings = {
        kind: shown(number, smallest) for kind, number in (await uow.own_figures.meetings_held(school_year)).items()
    }
    sessions = await uow.own_figures.sessions_held(school_year)
    return [
        FiguresPublished(
            figure=name,
            school_year=school_year,
            unit=unit,
            smallest_cell=of_cell,
            values=values,
            known_at=now,
        )
        for name, unit, of_cell, values in (
            ("meetings-held", "meetings", smallest, _by("meeting-type", meetings)),
            ("body-sessions-held", "sessions", 1, _by("body-kind", sessions)),
        )
    ]


def _by(kind: str, numbers: Mapping[str, int | None]) -> tuple[FigureValue, ...]:
    return tuple(of_groups(number, **{kind: name}) for name, number in numbers.items())


def _copied(item: FiguresPublished) -> Figure:
    return Figure(
        service=SERVICE,
        figure=item.figure,
        school_year=item.school_year,
        unit=item.unit,
        smallest_cell=item.smallest_cell,
        values=item.values,
        known_at=item.known_at,
        sequence=0,
    )
