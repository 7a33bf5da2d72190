"""What was said of a meeting that was held is put right."""

from datetime import datetime
from uuid import UUID

from consultation.domain.meeting_kind import MeetingRules
from consultation.domain.versions import Expectation, any_version
from consultation.meetings.application.erased_cases import check_not_erased
from consultation.meetings.domain.held import Held
from consultation.meetings.domain.meeting import Meeting
from consultation.meetings.domain.outcome import OutcomeRevision
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.runtime.clock import Clock


async def correct_outcome(
    uow: ConsultationUnitOfWork,
    meeting_id: UUID,
    held: Held,
    *,
    by: str,
    rules: MeetingRules,
    clock: Clock,
    expected: Expectation = any_version,
) -> Meeting:
    """Say anew who was at a meeting and what was decided; what was said before stays as a revision.

    Raises Conflict before it was held, IllegalTransition, InvalidField, NotFound, and whatever `expected` raises.
    """
    meeting = await uow.meetings.get(meeting_id)
    expected(meeting.version)
    await check_not_erased(uow, *(decision.case_id for decision in held.decisions))
    held.check_kinds(rules.kind(meeting.meeting_type).decisions)
    corrected = meeting.corrected(held, clock.now())
    if corrected is meeting:
        return meeting
    if not await uow.outcomes.of_meeting(meeting_id):
        await uow.outcomes.add(meeting_id, OutcomeRevision(revision=1, held=meeting.held))
    return await keep_outcome(uow, await uow.save(corrected), by=by, at=clock.now())


async def keep_outcome(uow: ConsultationUnitOfWork, meeting: Meeting, *, by: str, at: datetime) -> Meeting:
    """Keep what is said of a meeting as its newest revision; the meeting."""
    revision = len(await uow.outcomes.of_meeting(meeting.meeting_id)) + 1
    said = OutcomeRevision(revision=revision, held=meeting.held, noted_by=by, noted_at=at)
    await uow.outcomes.add(meeting.meeting_id, said)
    return meeting
