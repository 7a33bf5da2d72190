"""Someone notes who comes to a meeting beside those who are invited."""

from collections.abc import Callable
from uuid import UUID

from consultation.meetings.application.erased_cases import check_any_left, check_not_erased
from consultation.meetings.domain.at_the_table import check_guests
from consultation.meetings.domain.guests import Guest, Guests
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.runtime.clock import Clock


async def note_guests(
    uow: ConsultationUnitOfWork,
    meeting_id: UUID,
    guests: tuple[Guest, ...],
    *,
    by: str,
    clock: Clock,
    allow: Callable[[int | None], None],
) -> Guests:
    """Keep the guests, in place of those before. Nobody is told: not in an event, a log line or a calendar.

    `allow` gets the version of the guests, None while nobody noted any, and raises if the asker may not replace them.
    Raises Conflict, InvalidField, NotFound.
    """
    meeting = await uow.meetings.get(meeting_id)
    before = await uow.guests.of_meeting(meeting_id)
    allow(before.version or None)
    check_guests(meeting, guests)
    await check_not_erased(uow, *(guest.case_id for guest in guests if guest.case_id))
    if guests:
        await check_any_left(uow, meeting.case_ids)
    noted = Guests(guests=guests, version=before.version + 1, noted_by=by, noted_at=clock.now())
    await uow.guests.save(meeting_id, noted)
    return noted
