"""The activities and requests of the years of a report are counted."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from consultation.activities.domain.counts import Counts, Period
from consultation.overview.domain.tally import ActivityTally, RequestTally, Tallies, requests_by_theme
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.domain.school_year import SchoolYear


async def tally_years(uow: ConsultationUnitOfWork, school_years: Iterable[SchoolYear], *, smallest: int) -> Tallies:
    """What was counted in these school years: activities by action and kind, and requests by theme."""
    activities: list[ActivityTally] = []
    requests: list[RequestTally] = []
    for year in school_years:
        activities += await _activities(uow, year)
        requests += requests_by_theme(await uow.own_figures.requests(year), year)
    return Tallies(activities, requests, smallest)


async def _activities(uow: ConsultationUnitOfWork, year: SchoolYear) -> list[ActivityTally]:
    """Those of no action come last; what nothing was counted of is left out."""
    sums: dict[tuple[UUID | None, str], Counts] = defaultdict(Counts)
    for activity, counts in await uow.activity_counts.by_activity(Period(year.first_day, year.last_day)):
        if counts != Counts():
            sums[activity.details.action_id, activity.details.kind] += counts
    groups = sorted(sums, key=lambda group: (group[0] is None, str(group[0]), group[1]))
    return [ActivityTally(action_id, kind, year, sums[action_id, kind]) for action_id, kind in groups]
