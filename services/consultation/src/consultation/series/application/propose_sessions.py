"""The sessions of a series in a term are proposed, for people to look at before they are fixed."""

from datetime import date
from uuid import UUID

from consultation.domain.meeting_kind import MeetingRules
from consultation.domain.versions import Expectation, any_version
from consultation.series.application.look_ahead import look_ahead
from consultation.series.domain.proposal import Proposal
from consultation.series.domain.series import Series
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.runtime.clock import Clock


async def propose_sessions(
    uow: ConsultationUnitOfWork,
    series_id: UUID,
    *,
    first: date,
    last: date,
    rules: MeetingRules,
    clock: Clock,
    expected: Expectation = any_version,
) -> Series:
    """Propose a session for each day by the rhythm from `first` until `last` that has none; the series with them.

    Nothing is planned and nobody is told. What was proposed before is forgotten. Raises InvalidField for days out of
    order or too many, NotFound, and whatever `expected` raises.
    """
    series = await uow.series.get(series_id)
    expected(series.version)
    days = series.days(first, last)
    term = await look_ahead(uow, series, first=first, last=last, rules=rules, now=clock.now())
    fixed = await uow.sessions.fixed_for(series_id)
    rhythm = series.details.rhythm
    sessions = tuple(term.proposed(day, rhythm) for day in days if rhythm.start_on(day) not in fixed)
    proposed = series.proposed(Proposal(first=first, last=last, sessions=sessions), clock.now())
    await uow.series.save(proposed)
    return proposed
