"""A person says what is on the agenda of a session."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from consultation.domain.local_time import local_day
from consultation.domain.meeting_kind import MeetingRules
from consultation.domain.urgency import AgendaRules
from consultation.domain.versions import Expectation
from consultation.meetings.domain.meeting import Meeting
from consultation.meetings.domain.session import AgendaItem
from consultation.meetings.domain.states import Status
from consultation.series.application.seat_case import ON_AGENDA, find_another_place
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.domain.errors import Conflict, InvalidField, NotFound
from shared.runtime.clock import Clock

_TERM = timedelta(days=14)
"""How much later than the session such a case may be met about, as where a meeting is arranged by hand."""


async def set_agenda(
    uow: ConsultationUnitOfWork,
    session_id: UUID,
    chosen: Sequence[tuple[UUID, int]],
    *,
    rules: MeetingRules,
    agendas: AgendaRules,
    clock: Clock,
    expected: Expectation,
) -> Meeting:
    """Give a session these cases in this order, each with its minutes; the session.

    A case that is left out gets another place. Raises:

    1. InvalidField for a case that is named twice, is not known, has ended or is of no school of the session.
    2. InvalidField for more minutes than the session has.
    3. Conflict for a session that is not to come, and for a case that has another meeting to come.
    4. NotFound, and whatever `expected` raises.
    """
    seen = await uow.meetings.find(session_id)
    for case_id in sorted({*(case_id for case_id, _ in chosen), *(seen.case_ids if seen else ())}):
        await uow.cases.get(case_id)
    session = await uow.meetings.get(session_id)
    if session.session is None or session.slot is None:
        raise NotFound("session", session_id)
    expected(session.version)
    if session.status is not Status.SCHEDULED or session.slot.time.start <= clock.now():
        raise Conflict("only the agenda of a session that is to come can be changed")
    _require_time(session, chosen)
    items = [
        await _item(uow, session, case_id, minutes=minutes, agendas=agendas, clock=clock) for case_id, minutes in chosen
    ]
    left = [item for item in session.session.agenda if item.case_id not in {own.case_id for own in items}]
    changed = session.with_agenda(items, clock.now())
    if changed is not session:
        session = await uow.save(changed)
    for item in left:
        await find_another_place(uow, item, session, rules=rules, agendas=agendas, clock=clock)
    return session


def _require_time(session: Meeting, chosen: Sequence[tuple[UUID, int]]) -> None:
    if len({case_id for case_id, _ in chosen}) < len(chosen):
        raise InvalidField("items", "holds a case twice")
    length = session.length or timedelta()
    if timedelta(minutes=sum(minutes for _, minutes in chosen)) > length:
        raise InvalidField("items", f"takes more than the {length // timedelta(minutes=1)} minutes of the session")


async def _item(
    uow: ConsultationUnitOfWork, session: Meeting, case_id: UUID, *, minutes: int, agendas: AgendaRules, clock: Clock
) -> AgendaItem:
    """The case as it comes, or stays, on the agenda. A meeting of its own that waits for a slot is dropped."""
    own = session.session.item(case_id) if session.session else None
    if own is not None:
        return replace(own, minutes=minutes)
    case = await uow.cases.get(case_id)
    if case is None or not case.goes_on:
        raise InvalidField("items", "holds a case that is not known or has ended")
    if case.school not in session.schools:
        raise InvalidField("items", "holds a case of a school that the session is not for")
    now = clock.now()
    for meeting in await uow.meetings.of_case(case_id):
        if meeting.waits_for_a_slot:
            await uow.save(meeting.cancel(ON_AGENDA, now))
        elif meeting.is_awaited and meeting.slot is not None and meeting.slot.time.end > now:
            raise Conflict("a case has another meeting to come", meeting_id=meeting.meeting_id)
    assert session.slot is not None, "a session has a slot"
    day = local_day(session.slot.time.start)
    agreed = agendas.of(case.case_type, case.rule, case.level)
    return AgendaItem(
        case_id=case_id,
        wanted=replace(session.wanted, school=case.school, not_before=clock.today(), hold_by=day + _TERM),
        minutes=minutes,
        rank=agreed[0] if agreed else len(agendas.urgencies),
        asked_at=now,
    )
