"""One session of a plan is fixed, if it can still be held."""

from dataclasses import replace
from functools import partial

from consultation.domain.local_time import local_day
from consultation.domain.meeting_kind import MeetingRules
from consultation.domain.wanted import Slot
from consultation.meetings.domain.meeting import Meeting
from consultation.plans.domain.made_plan import BookedPart, Outcome
from consultation.plans.domain.term_asked import NewSession
from consultation.series.application.fix_sessions import fix_session
from consultation.series.application.look_ahead import look_ahead
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.domain.errors import NotFound
from shared.runtime.clock import Clock


async def fix_planned_session(
    uow: ConsultationUnitOfWork, planned: NewSession, slot: Slot, *, rules: MeetingRules, clock: Clock
) -> BookedPart:
    """Fix a session at its planned time, with the people planned or, if one of them is not free now, with others.

    What was proposed for the series no longer holds.
    """
    try:
        series = await uow.series.get(planned.series.series_id)
    except NotFound:
        return BookedPart(planned.key, Outcome.CHANGED)
    start = series.details.rhythm.start_on(planned.on)
    if series.details != planned.series.details or start in await uow.sessions.fixed_for(series.series_id):
        return BookedPart(planned.key, Outcome.CHANGED)
    time, day = slot.time, local_day(slot.time.start)
    look = partial(look_ahead, uow, series, rules=rules, now=clock.now())
    term = await look(first=day, last=day)
    session = term.at(planned.on, time.start)
    people = slot.participants
    if not session.reasons and all(term.table.is_free(person.contact_id, time) for person in people):
        session = replace(session, participants=people)
    fixed = await fix_session(uow, series, session, term=term, look=look)
    if not isinstance(fixed, Meeting):
        return BookedPart(planned.key, Outcome.NOT_BOOKED, None, fixed.reasons)
    if series.proposal is not None:
        await uow.series.save(series.fixed(clock.now()))
    is_planned = fixed.slot is not None and set(fixed.slot.participants) == set(people)
    return BookedPart(planned.key, Outcome.AS_PLANNED if is_planned else Outcome.OTHERWISE, fixed)
