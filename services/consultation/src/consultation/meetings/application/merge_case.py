"""A case was merged into another: its meetings go along."""

from uuid import UUID

from consultation.meetings.application.known_cases import save_changed, standing_of_cases, take_note
from consultation.meetings.domain.standing import KnownCase
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.runtime.clock import Clock


async def merge_case(uow: ConsultationUnitOfWork, merged: KnownCase, *, clock: Clock) -> None:
    """Let the meetings of a merged case go along with the case that remains; nobody is told.

    Without a case that remains they stay as they are.
    """
    if not await take_note(uow, merged) or merged.merged_into is None:
        return
    remaining = await _end_of_mergers(uow, merged.merged_into)
    await uow.actions.move(merged.case_id, remaining)
    await uow.case_minutes.move(merged.case_id, remaining)
    await uow.outcomes.move(merged.case_id, remaining)
    await uow.guests.move(merged.case_id, remaining)
    now = clock.now()
    for meeting in await uow.meetings.of_case(merged.case_id):
        moved = await save_changed(uow, meeting, meeting.moved_along(merged.case_id, remaining, now))
        standing = await standing_of_cases(uow, moved, merged)
        await save_changed(uow, moved, moved.follow(standing, now))


async def _end_of_mergers(uow: ConsultationUnitOfWork, case_id: UUID) -> UUID:
    """The case that goes on, if the case merged into was merged itself."""
    seen = {case_id}
    while (case := await uow.cases.get(case_id)) and case.merged_into and case.merged_into not in seen:
        case_id = case.merged_into
        seen.add(case_id)
    return case_id
