"""A fact about a case or a meeting arrives."""

from uuid import UUID

from notifications.application.ports import NoticesUnitOfWork
from notifications.application.settle import settle
from notifications.domain.about import About
from notifications.domain.case_story import CaseEnding, CaseOpening
from notifications.domain.meeting_story import MeetingVersion


async def follow_case(uow: NoticesUnitOfWork, case_id: UUID, fact: CaseOpening | CaseEnding) -> None:
    """A case was opened, reopened, withdrawn or merged: tell whoever has to know."""
    about = About.case(case_id)
    await uow.notices.lock(about)
    await uow.cases.add(case_id, fact)
    await settle(uow, about)
    await uow.notices.release(f"case:{case_id}", uow.real_now())


async def follow_meeting(uow: NoticesUnitOfWork, meeting_id: UUID, version: MeetingVersion) -> None:
    """A meeting was planned, moved, cancelled or held: tell whoever takes part, or took part."""
    about = About.meeting(meeting_id)
    await uow.notices.lock(about)
    await uow.meetings.add(meeting_id, version)
    await settle(uow, about)
