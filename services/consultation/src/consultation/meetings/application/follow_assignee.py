"""A case was given to somebody, who sits at the table of its meetings from now on."""

from dataclasses import dataclass, replace
from uuid import UUID

from consultation.domain.meeting_kind import MeetingRules
from consultation.domain.wanted import Participant
from consultation.meetings.application.at_another_time import at_another_time
from consultation.meetings.application.review_meetings import review_meetings
from consultation.meetings.application.seat_instead import NobodyCan, seat_instead
from consultation.meetings.application.stand_ins import stand_ins, unwilling
from consultation.meetings.domain.meeting import Meeting
from consultation.meetings.domain.standing import KnownCase, Standing
from consultation.meetings.domain.states import Status
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.domain.roles import Role
from shared.runtime.clock import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """Who has a case, as the event of this sequence says."""

    case_id: UUID
    reference: str
    case_type: str
    sequence: int
    assignee: str


async def follow_assignee(
    uow: ConsultationUnitOfWork, assignment: Assignment, *, rules: MeetingRules, clock: Clock
) -> None:
    """Note who has a case, and give them the seat of who had it, in each meeting of the case that is still to come.

    1. Somebody who is free then takes the seat, and nothing else of the meeting changes.
    2. Somebody who is not gets another time, where meetings go on by themselves (`replan`).
    3. Else the meeting stays and asks for somebody.

    Sessions have the people of their series, and who was named by hand keeps the seat. What an older event says is
    passed over.
    """
    case = await uow.cases.get(assignment.case_id)
    if case is not None and case.assigned >= assignment.sequence:
        return
    before = case.assignee if case else None
    heard_of = case or KnownCase(
        case_id=assignment.case_id,
        reference=assignment.reference,
        standing=Standing.OPEN,
        sequence=0,
        case_type=assignment.case_type,
    )
    await uow.cases.save(replace(heard_of, assignee=assignment.assignee, assigned=assignment.sequence))
    for meeting in await uow.meetings.of_case(assignment.case_id):
        if _is_led_by(meeting, before) and meeting.is_to_come(clock.now()):
            await _hand_over(uow, meeting, assignment.assignee, rules=rules, clock=clock)


def _is_led_by(meeting: Meeting, before: str | None) -> bool:
    """Whether the meeting has the person of this case: of several cases it has that of one."""
    return meeting.session is None and (len(meeting.case_ids) == 1 or meeting.wanted.preferred in {None, before})


async def _hand_over(
    uow: ConsultationUnitOfWork, meeting: Meeting, assignee: str, *, rules: MeetingRules, clock: Clock
) -> None:
    before = meeting.wanted.preferred
    preferring = meeting.preferring(assignee, clock.now())
    if preferring == meeting:
        return
    meeting = await uow.save(preferring)
    contact = await uow.contacts.find(assignee)
    if contact is None or meeting.status is not Status.SCHEDULED or meeting.has_participant(assignee):
        return
    seat = _seat_of(meeting, contact.role, before=before)
    if seat is not None and not meeting.wanted.names(seat.contact_id):
        seated = await _seat(uow, meeting, seat, assignee=assignee, rules=rules, clock=clock)
        await review_meetings(uow, [seated], rules=rules, clock=clock)


def _seat_of(meeting: Meeting, role: Role, *, before: str | None) -> Participant | None:
    """The seat of this role, that of who had the case if they take part; None if nobody has such a seat."""
    participants = meeting.slot.participants if meeting.slot else ()
    seats = [participant for participant in participants if participant.role is role]
    return next((seat for seat in seats if seat.contact_id == before), seats[0] if seats else None)


async def _seat(
    uow: ConsultationUnitOfWork,
    meeting: Meeting,
    seat: Participant,
    *,
    assignee: str,
    rules: MeetingRules,
    clock: Clock,
) -> Meeting:
    """The meeting with who has the case; as it is, and asking for somebody, if there is no way.

    Who refused the time that it has can only come at another time.
    """
    could_sit = [contact.contact_id for contact in await stand_ins(uow, meeting, seat)]
    if assignee in could_sit:
        willing = [assignee] if assignee not in await unwilling(uow, meeting) else []
        try:
            return await seat_instead(uow, meeting, seat, contact_ids=willing, rules=rules, clock=clock)
        except NobodyCan:
            if rules.replies.replan:
                try:
                    keeping = replace(seat, contact_id=assignee)
                    return await at_another_time(uow, meeting, keeping=keeping, rules=rules, clock=clock)
                except NobodyCan:
                    pass
    return await uow.save(meeting.leaving_out(assignee, clock.now()))
