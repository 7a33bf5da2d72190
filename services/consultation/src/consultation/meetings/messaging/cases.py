"""What casework tells of cases."""

from uuid import UUID

from consultation.domain.meeting_kind import MeetingRules
from consultation.domain.wanted import Wanted
from consultation.meetings.application.follow_case import follow_case
from consultation.meetings.application.merge_case import merge_case
from consultation.meetings.application.move_case import move_case
from consultation.meetings.application.request_meeting import MeetingRequest, request_meeting
from consultation.meetings.domain.standing import KnownCase, Standing
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.contracts.casework_cases import (
    MERGED,
    CaseClosed,
    CaseEscalated,
    CaseEvent,
    CaseOpened,
    CaseReopened,
    CaseWithdrawn,
    MeetingRequested,
    WithdrawalDropped,
    WithdrawalProposed,
)
from shared.messaging.parsing import Received
from shared.runtime.clock import Clock


async def on_meeting_requested(
    uow: ConsultationUnitOfWork, event: Received[MeetingRequested], *, rules: MeetingRules, clock: Clock
) -> None:
    asked = event.data
    request = MeetingRequest(
        case_id=asked.case_id,
        reference=asked.reference,
        sequence=event.envelope.version,
        meeting_type=asked.meeting_type,
        wanted=_wanted(asked),
        meeting_id=asked.meeting_id,
    )
    await request_meeting(uow, request, rules=rules, clock=clock)


async def on_case_goes_on(
    uow: ConsultationUnitOfWork,
    event: Received[CaseOpened | CaseReopened | WithdrawalDropped],
    *,
    rules: MeetingRules,
    clock: Clock,
) -> None:
    await follow_case(uow, _told(event, Standing.OPEN), rules=rules, clock=clock)


async def on_case_escalated(uow: ConsultationUnitOfWork, event: Received[CaseEscalated]) -> None:
    """A level of a newer school year can bring the case to another school."""
    escalation = event.data
    if escalation.new_school_year and escalation.school is not None:
        await move_case(uow, escalation.case_id, school=escalation.school, sequence=event.envelope.version)


async def on_withdrawal_proposed(
    uow: ConsultationUnitOfWork, event: Received[WithdrawalProposed], *, rules: MeetingRules, clock: Clock
) -> None:
    await follow_case(uow, _told(event, Standing.WITHDRAWAL_PROPOSED), rules=rules, clock=clock)


async def on_case_withdrawn(
    uow: ConsultationUnitOfWork, event: Received[CaseWithdrawn], *, rules: MeetingRules, clock: Clock
) -> None:
    await follow_case(uow, _told(event, Standing.ENDED), rules=rules, clock=clock)


async def on_case_closed(
    uow: ConsultationUnitOfWork, event: Received[CaseClosed], *, rules: MeetingRules, clock: Clock
) -> None:
    if event.data.outcome == MERGED:
        await merge_case(uow, _told(event, Standing.ENDED, merged_into=event.data.merged_into), clock=clock)
    else:
        await follow_case(uow, _told(event, Standing.ENDED), rules=rules, clock=clock)


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
    return KnownCase(
        case_id=data.case_id,
        reference=data.reference,
        standing=standing,
        sequence=event.envelope.version,
        school=data.school if isinstance(data, CaseOpened | CaseReopened) else None,
        merged_into=merged_into,
    )
