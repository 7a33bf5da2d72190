"""Time passes and sessions move: agendas are looked at again and again."""

from datetime import date, timedelta
from uuid import UUID

from consultation.domain.local_time import local_day
from consultation.domain.meeting_kind import MeetingRules
from consultation.domain.urgency import AgendaRules, EmptySession
from consultation.meetings.domain.meeting import Meeting
from consultation.meetings.domain.session import AgendaItem
from consultation.meetings.domain.states import Status
from consultation.series.application.seat_case import find_another_place
from consultation.unit_of_work import ConsultationUnitOfWork, Units
from shared.domain.school_calendar import nth_school_day_after
from shared.runtime.clock import Clock

NO_CASES = "no-cases"
"""Why a session is called off whose agenda is empty."""

_LONGEST_HOLIDAYS = timedelta(days=70)


async def tend_agendas(units: Units, *, rules: MeetingRules, agendas: AgendaRules, clock: Clock) -> None:
    """Look once; each session is seen to in a transaction of its own.

    1. Cases of a session that was called off, or went to a day that does not suit them, get another place.
    2. Some school days before a session its agenda is told, or the session without cases called off, as is agreed on.
    """
    now = clock.now()
    soon = now + timedelta(days=agendas.told_before) + _LONGEST_HOLIDAYS
    async with units() as uow:
        asking = await uow.sessions.to_tend(now, soon=soon, cancel_empty=agendas.empty is EmptySession.CANCEL)
        schools = {session.school for session in asking}
        last_days = {school: await _last_day_told(uow, school, agendas, clock=clock) for school in schools}
    for session in asking:
        if session.is_amiss or session.day <= last_days[session.school]:
            async with units() as uow:
                await tend_agenda(uow, session.meeting_id, rules=rules, agendas=agendas, clock=clock)


async def tend_agenda(
    uow: ConsultationUnitOfWork, session_id: UUID, *, rules: MeetingRules, agendas: AgendaRules, clock: Clock
) -> None:
    """See to the agenda of one session. Its cases are locked before it is, as events lock them."""
    seen = await uow.meetings.find(session_id)
    for case_id in sorted(seen.case_ids) if seen else ():
        await uow.cases.get(case_id)
    session = await uow.meetings.get(session_id)
    homeless = _without_place(session)
    now = clock.now()
    if session.status is Status.CANCELLED:
        await uow.save(session.with_cases_seen_to(now))
    elif homeless:
        kept = (item for item in _items(session) if item not in homeless)
        session = await uow.save(session.with_agenda(kept, now))
    for item in homeless:
        await find_another_place(uow, item, session, rules=rules, agendas=agendas, clock=clock)
    if await _is_to_be_told(uow, session, agendas, clock=clock):
        await _tell(uow, session, agendas, clock=clock)


async def _tell(uow: ConsultationUnitOfWork, session: Meeting, agendas: AgendaRules, *, clock: Clock) -> None:
    is_off = not session.case_ids and agendas.empty is EmptySession.CANCEL
    changed = session.cancel(NO_CASES, clock.now()) if is_off else session.with_agenda_told(clock.now())
    if changed is not session:
        await uow.save(changed)


async def _is_to_be_told(uow: ConsultationUnitOfWork, session: Meeting, agendas: AgendaRules, *, clock: Clock) -> bool:
    """Whether so few school days are left before a session that is to be held."""
    if session.slot is None or session.status is not Status.SCHEDULED or session.slot.time.start <= clock.now():
        return False
    last_day = await _last_day_told(uow, session.school, agendas, clock=clock)
    return local_day(session.slot.time.start) <= last_day


async def _last_day_told(uow: ConsultationUnitOfWork, school: str, agendas: AgendaRules, *, clock: Clock) -> date:
    """The last day on which a session at this school has its agenda told by now."""
    today = clock.today()
    calendar_of = await uow.calendars.around(school, first=today, last=today + _LONGEST_HOLIDAYS)
    return nth_school_day_after(today, agendas.told_before, calendar_of)


def _without_place(session: Meeting) -> list[AgendaItem]:
    """The cases on the agenda that this session is nothing for."""
    if session.status is Status.CANCELLED or session.slot is None:
        return list(_items(session))
    day = local_day(session.slot.time.start)
    return [item for item in _items(session) if not item.can_be_on(day)]


def _items(session: Meeting) -> tuple[AgendaItem, ...]:
    return session.session.agenda if session.session else ()
