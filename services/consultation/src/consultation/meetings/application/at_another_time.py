"""A meeting moves to another time, so that somebody can take part."""

from collections.abc import Sequence
from dataclasses import replace

from consultation.domain.intervals import Interval
from consultation.domain.meeting_kind import MeetingRules
from consultation.domain.wanted import Participant
from consultation.meetings.application.seat_instead import NobodyCan
from consultation.meetings.application.take_slot import take_slot
from consultation.meetings.domain.meeting import Meeting
from consultation.planning.diary import Diary
from consultation.planning.planner import Planner
from consultation.planning.rating import best_slot
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.runtime.clock import Clock


async def at_another_time(
    uow: ConsultationUnitOfWork,
    meeting: Meeting,
    *,
    rules: MeetingRules,
    clock: Clock,
    keeping: Participant | None = None,
) -> Meeting:
    """Move the meeting to its best time, one at which `keeping` can where that is somebody; nobody at a time refused.

    Raises NobodyCan if there is no such time, as for a session, and PlanningContended.
    """
    if meeting.session:
        raise NobodyCan
    refused = await uow.replies.refused(meeting.meeting_id)
    wanted = meeting.wanted

    def decide(planner: Planner) -> Meeting:
        now = clock.now()
        diaries = [_without(diary, refused) for diary in planner.diaries if _is_kept(diary, keeping)]
        slot = best_slot(replace(planner, diaries=diaries), wanted, now)
        if slot is None:
            raise NobodyCan
        return meeting.reschedule(slot, now)

    return await take_slot(
        uow, meeting, decide, first=wanted.not_before, last=wanted.hold_by, today=clock.today(), rules=rules
    )


def _is_kept(diary: Diary, keeping: Participant | None) -> bool:
    """Whether somebody could take part in a meeting that this participant does not miss."""
    return keeping is None or diary.contact.role is not keeping.role or diary.contact.contact_id == keeping.contact_id


def _without(diary: Diary, refused: Sequence[tuple[str, Interval]]) -> Diary:
    """The diary, with the times of this meeting at which its contact does not come."""
    own = [time for contact_id, time in refused if contact_id == diary.contact.contact_id]
    return diary.also_busy(own) if own else diary
