"""A meeting was held."""

from uuid import UUID

from consultation.domain.meeting_kind import MeetingRules
from consultation.domain.versions import Expectation, any_version
from consultation.meetings.application.correct_outcome import keep_outcome
from consultation.meetings.application.erased_cases import check_not_erased
from consultation.meetings.domain.held import NOTHING_SAID, Held
from consultation.meetings.domain.meeting import Meeting
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.runtime.clock import Clock


async def complete_meeting(
    uow: ConsultationUnitOfWork,
    meeting_id: UUID,
    *,
    by: str,
    rules: MeetingRules,
    clock: Clock,
    held: Held = NOTHING_SAID,
    expected: Expectation = any_version,
) -> Meeting:
    """Say that a meeting was held, who was there and what was decided.

    Raises Conflict before its end, IllegalTransition, InvalidField, NotFound, and whatever `expected` raises.
    """
    meeting = await uow.meetings.get(meeting_id)
    expected(meeting.version)
    await check_not_erased(uow, *(decision.case_id for decision in held.decisions))
    held.check_kinds(rules.kind(meeting.meeting_type).decisions)
    completed = await uow.save(meeting.complete(clock.now(), held))
    return await keep_outcome(uow, completed, by=by, at=clock.now())
