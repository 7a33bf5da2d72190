"""A version of a meeting arrives, or news of the answers to its invitations."""

from uuid import UUID

from notifications.application.clocks import Clocks
from notifications.application.settle import settle
from notifications.subjects.meeting.domain.story import AnswerNews, MeetingVersion, NoSlot
from notifications.subjects.meeting.domain.vocabulary import about_meeting
from notifications.subjects.meeting.storage.meetings import Meetings
from notifications.subjects.meeting.subject import MEETING
from notifications.unit_of_work import NotificationsUnitOfWork


async def follow_meeting(
    uow: NotificationsUnitOfWork, meeting_id: UUID, version: MeetingVersion, *, clocks: Clocks
) -> None:
    """A meeting was planned, moved, cancelled or held: tell whoever takes part, or took part."""
    await uow.notices.lock(about_meeting(meeting_id))
    uow.stories(Meetings).add(meeting_id, version)
    await settle(uow, MEETING, meeting_id, clocks=clocks)


async def follow_answers(uow: NotificationsUnitOfWork, meeting_id: UUID, news: AnswerNews, *, clocks: Clocks) -> None:
    """An answer is awaited, or came: remind whoever has to answer, and nobody who did."""
    await uow.notices.lock(about_meeting(meeting_id))
    uow.stories(Meetings).add_news(meeting_id, news)
    await settle(uow, MEETING, meeting_id, clocks=clocks)


async def follow_no_slot(uow: NotificationsUnitOfWork, meeting_id: UUID, no_slot: NoSlot, *, clocks: Clocks) -> None:
    """There is no time for a meeting: tell whoever can see to it."""
    await uow.notices.lock(about_meeting(meeting_id))
    uow.stories(Meetings).add_no_slot(meeting_id, no_slot)
    await settle(uow, MEETING, meeting_id, clocks=clocks)
