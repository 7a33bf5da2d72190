"""What comes of a meeting is noted while it goes on."""

from collections.abc import Callable
from uuid import UUID

from consultation.domain.meeting_kind import MeetingRules
from consultation.meetings.application.erased_cases import check_not_erased
from consultation.meetings.domain.held import Held
from consultation.meetings.domain.meeting import Meeting
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.runtime.clock import Clock


async def note_outcome(
    uow: ConsultationUnitOfWork,
    meeting_id: UUID,
    held: Held,
    *,
    rules: MeetingRules,
    clock: Clock,
    allow: Callable[[Held], None],
) -> Meeting:
    """Keep who is there and what is decided so far, in place of what was noted before; nobody is told.

    `allow` gets what was noted before, and raises if the asker may not replace it. Raises IllegalTransition,
    Conflict once the meeting was held, InvalidField, NotFound.
    """
    meeting = await uow.meetings.get(meeting_id)
    allow(meeting.held)
    await check_not_erased(uow, *(decision.case_id for decision in held.decisions))
    held.check_kinds(rules.kind(meeting.meeting_type).decisions)
    noted = meeting.noted(held, clock.now())
    return noted if noted is meeting else await uow.save(noted)
