"""A fact about a case or a meeting arrives."""

from uuid import UUID

from notifications.application.ports import NoticesUnitOfWork
from notifications.application.settle import settle
from notifications.domain.about import About
from notifications.domain.case_story import CaseEnding, CaseFact, CaseNews
from notifications.domain.meeting_story import MeetingVersion


async def follow_case(uow: NoticesUnitOfWork, case_id: UUID, fact: CaseFact) -> None:
    """Something happened to a case that somebody has to know of, or was told of: tell them."""
    about = About.case(case_id)
    await uow.notices.lock(about)
    if isinstance(fact, CaseEnding) and fact.into:
        await uow.notices.lock(About.case(fact.into))
    await uow.cases.add(case_id, fact)
    await settle(uow, about)
    if not isinstance(fact, CaseNews):
        await _settle_merged(uow, case_id, {case_id})
    await uow.notices.release(f"case:{case_id}", uow.real_now())


async def _settle_merged(uow: NoticesUnitOfWork, case_id: UUID, settled: set[UUID]) -> None:
    """What becomes of a case concerns the cases that went on in it."""
    for merged in await uow.cases.merged_into(case_id):
        if merged not in settled:
            settled.add(merged)
            await uow.notices.lock(About.case(merged))
            await settle(uow, About.case(merged))
            await _settle_merged(uow, merged, settled)


async def follow_meeting(uow: NoticesUnitOfWork, meeting_id: UUID, version: MeetingVersion) -> None:
    """A meeting was planned, moved, cancelled or held: tell whoever takes part, or took part."""
    about = About.meeting(meeting_id)
    await uow.notices.lock(about)
    await uow.meetings.add(meeting_id, version)
    await settle(uow, about)
