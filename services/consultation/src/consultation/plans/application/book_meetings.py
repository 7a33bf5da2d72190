"""One meeting of a plan is booked, if it can still be as planned."""

from datetime import datetime
from uuid import UUID

from consultation.domain.local_time import local_day
from consultation.domain.meeting_kind import MeetingRules
from consultation.domain.urgency import AgendaRules
from consultation.domain.wanted import Slot
from consultation.meetings.application.take_slot import PlanningContended, take_slot
from consultation.meetings.domain.meeting import Meeting
from consultation.meetings.domain.standing import Standing
from consultation.meetings.domain.states import Status
from consultation.planning.planner import Planner
from consultation.plans.domain.made_plan import BookedPart, Outcome
from consultation.series.application.seat_case import seat_at, seat_or_plan
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.runtime.clock import Clock

CONTENDED = "contended"
"""Why a meeting is not booked for which others were faster again and again."""


class _Taken(Exception):
    """Somebody took the time, the place or a person meanwhile."""


async def move(
    uow: ConsultationUnitOfWork, planned: Meeting, *, slot: Slot, rules: MeetingRules, clock: Clock
) -> BookedPart | None:
    """Move a meeting to its planned time; None while that is taken."""
    meeting = await _unchanged(uow, planned)
    if meeting is None or meeting.status is not Status.SCHEDULED:
        return _changed(planned)
    return await _booked(uow, meeting, slot, rules=rules, clock=clock)


async def give_time(
    uow: ConsultationUnitOfWork, planned: Meeting, *, slot: Slot, rules: MeetingRules, clock: Clock
) -> BookedPart | None:
    """Give a meeting that waits its planned time; None if that was taken."""
    meeting = await _waiting(uow, planned)
    if meeting is None:
        return _changed(planned)
    return await _booked(uow, meeting, slot, rules=rules, clock=clock)


async def put_on_agenda_of(
    uow: ConsultationUnitOfWork, planned: Meeting, *, session_id: UUID, agendas: AgendaRules, now: datetime
) -> BookedPart | None:
    """Put the case of a meeting that waits on the agenda of a session; None if that has no time left."""
    meeting = await _waiting(uow, planned)
    if meeting is None:
        return _changed(planned)
    session = await seat_at(uow, meeting, session_id, agendas=agendas, now=now)
    return None if session is None else BookedPart(str(planned.meeting_id), Outcome.AS_PLANNED, session)


async def take_what_is_left(
    uow: ConsultationUnitOfWork, planned: Meeting, *, rules: MeetingRules, agendas: AgendaRules, clock: Clock
) -> BookedPart:
    """Give a meeting the best that is left, as it would get without a plan, or say why nothing is."""
    key, meeting = str(planned.meeting_id), await _waiting(uow, planned)
    if meeting is None:
        return _changed(planned)
    try:
        booked = await seat_or_plan(uow, meeting, rules=rules, agendas=agendas, clock=clock)
    except PlanningContended:
        return BookedPart(key, Outcome.NOT_BOOKED, meeting, (CONTENDED,))
    if booked.slot is None:
        return BookedPart(key, Outcome.NOT_BOOKED, booked, booked.no_slot.reasons if booked.no_slot else ())
    return BookedPart(key, Outcome.OTHERWISE, booked)


async def _booked(
    uow: ConsultationUnitOfWork, meeting: Meeting, slot: Slot, *, rules: MeetingRules, clock: Clock
) -> BookedPart | None:
    def decide(planner: Planner) -> Meeting:
        now = clock.now()
        if slot.time.start <= now or not planner.still_fits(slot):
            raise _Taken
        return meeting.schedule(slot, now) if meeting.waits_for_a_slot else meeting.reschedule(slot, now)

    day = local_day(slot.time.start)
    try:
        booked = await take_slot(uow, meeting, decide, first=day, last=day, today=clock.today(), rules=rules)
    except (_Taken, PlanningContended):
        return None
    return BookedPart(str(meeting.meeting_id), Outcome.AS_PLANNED, booked)


async def _waiting(uow: ConsultationUnitOfWork, planned: Meeting) -> Meeting | None:
    """The meeting, if it waits as it did and its cases go on; they are locked before it is, as events lock them."""
    cases = [await uow.cases.get(case_id) for case_id in sorted(planned.case_ids)]
    meeting = await _unchanged(uow, planned)
    is_open = all(case is None or case.standing is Standing.OPEN for case in cases)
    return meeting if meeting and meeting.waits_for_a_slot and is_open else None


async def _unchanged(uow: ConsultationUnitOfWork, planned: Meeting) -> Meeting | None:
    meeting = await uow.meetings.find(planned.meeting_id, lock=True)
    return meeting if meeting is not None and meeting.version == planned.version else None


def _changed(planned: Meeting) -> BookedPart:
    return BookedPart(str(planned.meeting_id), Outcome.CHANGED)
