"""Someone writes the minutes of a meeting."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from consultation.meetings.application.erased_cases import check_any_left
from consultation.meetings.domain.meeting import Meeting
from consultation.meetings.domain.minutes import Minutes
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.runtime.clock import Clock


async def write_minutes(
    uow: ConsultationUnitOfWork,
    meeting_id: UUID,
    minutes: Minutes,
    *,
    clock: Clock,
    allow: Callable[[int, int | None], None],
) -> Meeting:
    """Keep the minutes, in place of the minutes before.

    `allow` gets the meeting's version, and that of the minutes there are, None if there are none. It raises if the
    asker may not replace what is there. Raises Conflict once the persons of all its cases are erased, IllegalTransition
    for a meeting without a time or that was cancelled, NotFound.
    """
    meeting = await uow.meetings.get(meeting_id)
    before = await uow.minutes.get(meeting_id)
    allow(meeting.version, before.version if before else None)
    await check_any_left(uow, meeting.case_ids)
    minuted = await uow.save(meeting.minuted(clock.now()))
    await uow.minutes.save(meeting_id, replace(minutes, version=minuted.version))
    return minuted
