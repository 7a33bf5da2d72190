"""Publish the figures that changed, for whoever makes indicators of them."""

from collections.abc import Iterable
from datetime import date, datetime

from attendance.figures.application.show_figures import show_pupil_figures, show_week_rates
from attendance.figures.application.show_participation import show_participation, show_social_mix
from attendance.figures.domain.published import (
    attendance_rates,
    pupils_at_levels,
    pupils_of_schools,
    toddlers_by_age,
)
from attendance.figures.domain.together import months_together
from attendance.register.domain.enrolment import EducationLevel
from attendance.unit_of_work import AttendanceUnitOfWork, Units
from shared.domain.published_figures import FiguresPublished, FigureValue, published_years
from shared.domain.school_year import SchoolYear
from shared.runtime.clock import Clock


async def publish_figures(units: Units, *, clock: Clock, smallest: int) -> None:
    """Publish what changed of the running school year and of the last, a transaction for each."""
    now = clock.now()
    for school_year in published_years(now):
        async with units() as uow:
            figures = await _figures(uow, school_year, now, smallest=smallest)
            changed = await uow.published.changed(item for item in figures if item.values)
            uow.add(*changed)
            if changed:
                uow.log("figures.published", school_year=str(school_year), records=len(changed))


async def _figures(
    uow: AttendanceUnitOfWork, school_year: SchoolYear, now: datetime, *, smallest: int
) -> list[FiguresPublished]:
    today = now.date()

    def figure(name: str, unit: str, values: Iterable[FigureValue]) -> FiguresPublished:
        return FiguresPublished(
            figure=name,
            school_year=school_year,
            unit=unit,
            smallest_cell=smallest,
            values=tuple(values),
            known_at=now,
        )

    on = min(today, date(school_year.start + 1, 6, 30))
    mixes = {str(level): await show_social_mix(uow, on, level, smallest=smallest) for level in EducationLevel}
    months = months_together(await show_pupil_figures(uow, school_year, today), smallest)
    weeks = await show_week_rates(uow, school_year)
    toddlers = await show_participation(uow, school_year, today, smallest=smallest)
    return [
        figure("pupils", "pupils", pupils_of_schools(mixes)),
        figure("pupils-at-level", "pupils", pupils_at_levels(months)),
        figure("attendance-rate", "share", attendance_rates(weeks, smallest)),
        figure("toddlers", "pupils", toddlers_by_age(toddlers)),
    ]
