"""A meeting comes to its end: it was held, or it will not be."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from consultation.application.ports import Unit
from consultation.application.versions import Expectation, any_version
from consultation.domain.meeting import Meeting
from shared.runtime.clock import Clock


async def cancel_meeting(
    uow: Unit, meeting_id: UUID, clock: Clock, *, reason: str | None = None, expected: Expectation = any_version
) -> Meeting:
    """Call a meeting off. Raises IllegalTransition, NotFound."""
    return await _change(uow, meeting_id, expected, lambda meeting: meeting.cancel(reason, clock.now()))


async def complete_meeting(
    uow: Unit, meeting_id: UUID, clock: Clock, *, expected: Expectation = any_version
) -> Meeting:
    """A meeting was held. Raises IllegalTransition, NotFound."""
    return await _change(uow, meeting_id, expected, lambda meeting: meeting.complete(clock.now()))


async def _change(uow: Unit, meeting_id: UUID, expected: Expectation, change: Callable[[Meeting], Meeting]) -> Meeting:
    meeting = await uow.meetings.get(meeting_id)
    expected(meeting.version)
    changed = change(meeting)
    uow.add(*changed.events)
    await uow.meetings.save(replace(changed, events=()))
    return changed
