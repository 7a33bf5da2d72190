"""Publish the figures that changed, for whoever makes indicators of them."""

from datetime import datetime

from casework.application.show_figures import FiguresAsked, show_figures
from casework.domain.figures import Grouping
from casework.domain.published import cases_by_type, trajectories_by_type
from casework.unit_of_work import CaseworkUnitOfWork, CaseworkUnits
from shared.domain.published_figures import FiguresPublished, published_years
from shared.domain.school_year import SchoolYear
from shared.runtime.clock import Clock


async def publish_figures(units: CaseworkUnits, *, clock: Clock, smallest: int) -> None:
    """Publish what changed of the running school year and of the last, a transaction for each."""
    now = clock.now()
    for school_year in published_years(now):
        async with units() as uow:
            figures = await _figures(uow, school_year, now, smallest=smallest, clock=clock)
            changed = await uow.published.changed(item for item in figures if item.values)
            uow.add(*changed)
            if changed:
                uow.log("figures.published", school_year=str(school_year), records=len(changed))


async def _figures(
    uow: CaseworkUnitOfWork, school_year: SchoolYear, now: datetime, *, smallest: int, clock: Clock
) -> list[FiguresPublished]:
    asked = FiguresAsked(Grouping.CASE_TYPE, school_year, discreet=True)
    figures = await show_figures(uow, asked, smallest=smallest, clock=clock)
    discreet = {item.name for item in uow.case_types if item.discreet}
    trajectories = await uow.trajectories.by_type(school_year)
    return [
        FiguresPublished(
            figure=name,
            school_year=school_year,
            unit="cases",
            smallest_cell=smallest,
            values=tuple(values),
            known_at=now,
        )
        for name, values in (
            ("cases", cases_by_type(figures, discreet)),
            ("trajectories", trajectories_by_type(figures, trajectories, smallest)),
        )
    ]
