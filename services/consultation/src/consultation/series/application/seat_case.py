"""A case that asks for a meeting gets a place on the agenda of a session, or else a meeting of its own."""

from datetime import datetime
from uuid import UUID

from consultation.domain.meeting_kind import MeetingRules
from consultation.domain.urgency import AgendaRules, Meets
from consultation.meetings.application.plan_meeting import plan_meeting
from consultation.meetings.domain.meeting import Meeting
from consultation.meetings.domain.session import AgendaItem
from consultation.meetings.domain.standing import Standing
from consultation.series.domain.placing import asked_anew, is_open, put_on_agenda
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.runtime.clock import Clock
from shared.runtime.ids import new_id

ON_AGENDA = "on-agenda"
"""Why a meeting that had no slot is dropped: its case is on the agenda of a session."""


async def seat_or_plan(
    uow: ConsultationUnitOfWork,
    meeting: Meeting,
    *,
    rules: MeetingRules,
    agendas: AgendaRules,
    clock: Clock,
    but: UUID | None = None,
) -> Meeting:
    """Put the case of a proposed meeting on the agenda of the next session that suits it, `but` one; the session.

    Without such a session the meeting is planned by itself, as it is where no series is. Raises PlanningContended.
    """
    session = await _seated(uow, meeting, agendas=agendas, now=clock.now(), but=but)
    return session or await plan_meeting(uow, meeting, rules=rules, clock=clock)


async def seat_at(
    uow: ConsultationUnitOfWork, meeting: Meeting, session_id: UUID, *, agendas: AgendaRules, now: datetime
) -> Meeting | None:
    """Put the case of a proposed meeting on the agenda of this session; None if it has no place there any more."""
    return await _seated(uow, meeting, agendas=agendas, now=now, only=session_id)


async def find_another_place(
    uow: ConsultationUnitOfWork,
    item: AgendaItem,
    left: Meeting,
    *,
    rules: MeetingRules,
    agendas: AgendaRules,
    clock: Clock,
) -> None:
    """Give a case that `left` the agenda of a session another place, or a meeting of its own, within what it asked.

    Nothing is planned for a case that ended or has a meeting to come. While its withdrawal is proposed the meeting
    waits until that is decided.
    """
    case, now = await uow.cases.get(item.case_id), clock.now()
    if case is None or not case.goes_on or await has_meeting_to_come(uow, item.case_id, now):
        return
    meeting = Meeting(
        meeting_id=new_id(),
        case_ids=(item.case_id,),
        wanted=item.wanted,
        created_at=now,
        changed_at=now,
        place=rules.kind(left.meeting_type).place_at(item.wanted.school),
        meeting_type=left.meeting_type,
    )
    if case.standing is Standing.WITHDRAWAL_PROPOSED:
        await uow.save(meeting)
    else:
        await seat_or_plan(uow, meeting, rules=rules, agendas=agendas, clock=clock, but=left.meeting_id)


async def has_meeting_to_come(uow: ConsultationUnitOfWork, case_id: UUID, now: datetime) -> bool:
    """Whether a meeting of this case waits for a slot or is still to be held."""
    meetings = await uow.meetings.of_case(case_id)
    return any(
        meeting.waits_for_a_slot or (meeting.is_awaited and meeting.slot is not None and meeting.slot.time.end > now)
        for meeting in meetings
    )


async def _seated(
    uow: ConsultationUnitOfWork,
    meeting: Meeting,
    *,
    agendas: AgendaRules,
    now: datetime,
    but: UUID | None = None,
    only: UUID | None = None,
) -> Meeting | None:
    """The session on whose agenda the case is now; None if it is to meet by itself."""
    (case_id,) = meeting.case_ids if len(meeting.case_ids) == 1 else (None,)
    case = await uow.cases.get(case_id) if case_id else None
    agreed = agendas.of(case.case_type, case.rule, case.level) if case else None
    if case is None or agreed is None or agreed[1].meets is Meets.AD_HOC:
        return None
    wanted = meeting.wanted
    sessions = await uow.meetings.sessions_at(
        wanted.school, meeting.meeting_type, first=wanted.not_before, last=wanted.hold_by
    )
    chosen = (session for session in sessions if session.meeting_id != but and only in (None, session.meeting_id))
    open_sessions = [session for session in chosen if is_open(session, now)]
    rank, urgency = agreed
    named = meeting.meeting_id if meeting.version == 0 else None
    item = AgendaItem(
        case_id=case.case_id, wanted=wanted, minutes=urgency.minutes, rank=rank, asked_at=now, in_place_of=named
    )
    changed = asked_anew(item, open_sessions, now) or put_on_agenda(item, open_sessions, now)
    for session in changed:
        await uow.save(session)
    if not changed:
        return None
    if meeting.version > 0:
        await uow.save(meeting.cancel(ON_AGENDA, now))
    return changed[0]
