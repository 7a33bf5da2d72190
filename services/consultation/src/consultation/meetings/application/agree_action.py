"""Somebody agrees at a meeting to do something for a case; casework makes a task of it."""

from uuid import UUID

from consultation.domain.versions import Expectation, any_version
from consultation.meetings.application.erased_cases import check_not_erased
from consultation.meetings.domain.agreed_action import AgreedAction
from consultation.meetings.domain.meeting import Meeting
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.runtime.clock import Clock


async def agree_action(
    uow: ConsultationUnitOfWork,
    meeting_id: UUID,
    action: AgreedAction,
    *,
    clock: Clock,
    expected: Expectation = any_version,
) -> Meeting:
    """Keep the action and tell of it.

    Raises Conflict before the meeting's start and once the person is erased, IllegalTransition, InvalidField, NotFound,
    and whatever `expected` raises.
    """
    meeting = await uow.meetings.get(meeting_id)
    expected(meeting.version)
    await check_not_erased(uow, action.case_id)
    agreed = await uow.save(meeting.agreed(action, clock.now()))
    await uow.actions.add(meeting_id, action)
    return agreed
