"""Consultation tells what becomes of a case's care meetings."""

from collections.abc import Collection
from uuid import UUID

from casework.domain.meeting import Meeting
from casework.domain.timeline import Entry
from casework.unit_of_work import CaseworkUnitOfWork


async def follow_meeting(
    uow: CaseworkUnitOfWork, meeting: Meeting, *, case_ids: Collection[UUID], entry: Entry
) -> None:
    """Keep the meeting with its cases, and note what happened in their timelines."""
    await uow.meetings.save(meeting, case_ids, told_at=entry.at)
    await uow.timeline.note_meeting(meeting.meeting_id, entry)
