"""A case changed its standing: its meetings follow."""

from dataclasses import replace
from uuid import UUID

from consultation.application.planning import Planning
from consultation.application.ports import Unit
from consultation.domain.meeting import Meeting
from consultation.domain.standing import KnownCase, Standing, standing_of


async def follow_case(uow: Unit, told: KnownCase, planning: Planning) -> None:
    """Take note of where a case stands and let its meetings follow; one that still waits for a slot is planned again.

    What an older event says of a case is passed over.
    """
    if not await _take_note(uow, told):
        return
    for meeting in await uow.meetings.of_case(told.case_id):
        standing = await _standing(uow, meeting, told)
        followed = await _save(uow, meeting, meeting.follow(standing, planning.clock.now()))
        if standing is Standing.OPEN and followed.waits_for_a_slot:
            await planning.plan(uow, followed)


async def move_case(uow: Unit, case_id: UUID, school: str, sequence: int) -> None:
    """A case goes on at the school its pupil is at now; meetings that are planned stay where they are."""
    case = await uow.cases.get(case_id)
    if case is not None and case.sequence < sequence:
        await uow.cases.save(replace(case, school=school, sequence=sequence))


async def merge_case(uow: Unit, told: KnownCase, planning: Planning) -> None:
    """A case was merged into another: its meetings go along with it, and nobody is told.

    Without a case that goes on they stay as they are.
    """
    if not await _take_note(uow, told) or told.merged_into is None:
        return
    remaining = await _end_of_mergers(uow, told.merged_into)
    now = planning.clock.now()
    for meeting in await uow.meetings.of_case(told.case_id):
        moved = await _save(uow, meeting, meeting.moved_along(told.case_id, remaining, now))
        await _save(uow, moved, moved.follow(await _standing(uow, moved, told), now))


async def _take_note(uow: Unit, told: KnownCase) -> bool:
    case = await uow.cases.get(told.case_id)
    if case is not None and case.sequence >= told.sequence:
        return False
    await uow.cases.save(replace(told, school=told.school or (case.school if case else None)))
    return True


async def _end_of_mergers(uow: Unit, case_id: UUID) -> UUID:
    """The case that goes on, where the one merged into was merged itself."""
    seen = {case_id}
    while (case := await uow.cases.get(case_id)) and case.merged_into and case.merged_into not in seen:
        case_id = case.merged_into
        seen.add(case_id)
    return case_id


async def _standing(uow: Unit, meeting: Meeting, told: KnownCase) -> Standing:
    others = set(meeting.case_ids) - {told.case_id}
    known = await uow.cases.known(others) if others else {}
    return standing_of(meeting.case_ids, {**known, told.case_id: told})


async def _save(uow: Unit, before: Meeting, after: Meeting) -> Meeting:
    if after == before:
        return before
    uow.add(*after.events)
    saved = replace(after, events=())
    await uow.meetings.save(saved)
    return saved
