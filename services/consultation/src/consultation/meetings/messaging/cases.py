"""What casework tells of cases."""

from dataclasses import replace
from uuid import UUID

from consultation.domain.meeting_kind import MeetingRules
from consultation.domain.wanted import Wanted
from consultation.meetings.application.follow_assignee import Assignment, follow_assignee
from consultation.meetings.application.follow_case import follow_case
from consultation.meetings.application.forget_person import forget_person
from consultation.meetings.application.merge_case import merge_case
from consultation.meetings.application.note_escalation import Escalation, note_escalation
from consultation.meetings.application.plan_meeting import Plan
from consultation.meetings.application.request_meeting import MeetingRequest, request_meeting
from consultation.meetings.application.transfer_case import transfer_case
from consultation.meetings.domain.standing import KnownCase, Standing
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.contracts.casework_cases import (
    MERGED,
    CaseAssigned,
    CaseClosed,
    CaseEscalated,
    CaseEvent,
    CaseOpened,
    CasePersonErased,
    CaseReopened,
    CaseTransferred,
    CaseWithdrawn,
    MeetingRequested,
    WithdrawalDropped,
    WithdrawalProposed,
)
from shared.messaging.parsing import Received
from shared.runtime.clock import Clock


async def on_meeting_requested(
    uow: ConsultationUnitOfWork, event: Received[MeetingRequested], *, rules: MeetingRules, clock: Clock, plan: Plan
) -> None:
    asked = event.data
    request = MeetingRequest(
        case_id=asked.case_id,
        reference=asked.reference,
        sequence=event.envelope.version,
        meeting_type=asked.meeting_type,
        wanted=_wanted(asked),
        meeting_id=asked.meeting_id,
        comes_in_place=asked.replaces is not None,
        case_type=asked.case_type,
    )
    await request_meeting(uow, request, rules=rules, clock=clock, plan=plan)


async def on_case_goes_on(
    uow: ConsultationUnitOfWork,
    event: Received[CaseOpened | CaseReopened | WithdrawalDropped],
    *,
    clock: Clock,
    plan: Plan,
) -> None:
    await follow_case(uow, _told(event, Standing.OPEN), clock=clock, plan=plan)


async def on_case_escalated(uow: ConsultationUnitOfWork, event: Received[CaseEscalated]) -> None:
    """A level of a newer school year can bring the case to another school."""
    data = event.data
    escalation = Escalation(
        case_id=data.case_id,
        sequence=event.envelope.version,
        rule=data.rule,
        level=data.level,
        school=data.school if data.new_school_year else None,
    )
    await note_escalation(uow, escalation)


async def on_case_transferred(uow: ConsultationUnitOfWork, event: Received[CaseTransferred], *, clock: Clock) -> None:
    case = replace(_told(event, Standing.OPEN), school=event.data.to_school)
    await transfer_case(uow, case, clock=clock)


async def on_case_assigned(
    uow: ConsultationUnitOfWork, event: Received[CaseAssigned], *, rules: MeetingRules, clock: Clock
) -> None:
    data = event.data
    assignment = Assignment(
        case_id=data.case_id,
        reference=data.reference,
        case_type=data.case_type,
        sequence=event.envelope.version,
        assignee=data.assignee,
    )
    await follow_assignee(uow, assignment, rules=rules, clock=clock)


async def on_case_person_erased(
    uow: ConsultationUnitOfWork, event: Received[CasePersonErased], *, clock: Clock
) -> None:
    await forget_person(uow, event.data.case_id, clock=clock)


async def on_withdrawal_proposed(
    uow: ConsultationUnitOfWork, event: Received[WithdrawalProposed], *, clock: Clock, plan: Plan
) -> None:
    await follow_case(uow, _told(event, Standing.WITHDRAWAL_PROPOSED), clock=clock, plan=plan)


async def on_case_withdrawn(
    uow: ConsultationUnitOfWork, event: Received[CaseWithdrawn], *, clock: Clock, plan: Plan
) -> None:
    await follow_case(uow, _told(event, Standing.ENDED), clock=clock, plan=plan)


async def on_case_closed(uow: ConsultationUnitOfWork, event: Received[CaseClosed], *, clock: Clock, plan: Plan) -> None:
    if event.data.outcome == MERGED:
        await merge_case(uow, _told(event, Standing.ENDED, merged_into=event.data.merged_into), clock=clock)
    else:
        await follow_case(uow, _told(event, Standing.ENDED), clock=clock, plan=plan)


def _wanted(asked: MeetingRequested) -> Wanted:
    return Wanted(
        school=asked.school,
        required_roles=asked.required_roles,
        optional_roles=asked.optional_roles,
        not_before=asked.not_before,
        hold_by=asked.hold_by,
        preferred=asked.assignee,
    )


def _told(event: Received[CaseEvent], standing: Standing, merged_into: UUID | None = None) -> KnownCase:
    data = event.data
    opened = data if isinstance(data, CaseOpened | CaseReopened) else None
    return KnownCase(
        case_id=data.case_id,
        reference=data.reference,
        standing=standing,
        sequence=event.envelope.version,
        school=opened.school if opened else None,
        merged_into=merged_into,
        case_type=data.case_type,
        rule=opened.rule if opened else None,
        level=opened.level if opened else None,
    )
