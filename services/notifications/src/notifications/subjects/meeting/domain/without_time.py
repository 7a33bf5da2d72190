"""A meeting for which there is no time: the coordinator is told, and told again once there is a time."""

from collections.abc import Sequence

from notifications.domain.decision import Decision, Wanted
from notifications.domain.notice import Notice, NoticeKey
from notifications.domain.vocabulary import Status
from notifications.subjects.meeting.domain.story import MeetingStory
from notifications.subjects.meeting.domain.vocabulary import MeetingTemplate, about_meeting
from shared.domain.roles import Role


def decide_without_time(story: MeetingStory, notices: Sequence[Notice]) -> Decision:
    """Tell once that there is no time, until the meeting is planned; then correct that, for whoever was told."""
    keys = {notice.key for notice in notices}
    wanted = [wanted for wanted in (*_no_slot(story), *_corrections(story, notices)) if wanted.key not in keys]
    stale = [
        notice
        for notice in notices
        if notice.pending and notice.key.template == MeetingTemplate.UNSCHEDULABLE and not time_holds(notice, story)
    ]
    return Decision(make=tuple(wanted), cancel=tuple(stale))


def time_holds(notice: Notice, story: MeetingStory) -> bool:
    """Whether the notice is a correction, or there is still no time."""
    if notice.key.template == MeetingTemplate.SLOT_FOUND:
        return True
    return story.no_slot is not None and story.no_slot.sequence == notice.key.occasion


def _no_slot(story: MeetingStory) -> list[Wanted]:
    no_slot = story.no_slot
    if no_slot is None:
        return []
    about = about_meeting(story.meeting_id)
    key = NoticeKey(MeetingTemplate.UNSCHEDULABLE, about, no_slot.sequence, Role.COORDINATOR)
    return [Wanted(key, Role.COORDINATOR, no_slot.origin)]


def _corrections(story: MeetingStory, notices: Sequence[Notice]) -> list[Wanted]:
    about = about_meeting(story.meeting_id)
    outdated = [
        notice
        for notice in notices
        if notice.key.template == MeetingTemplate.UNSCHEDULABLE
        and notice.told
        and notice.status is not Status.SENDING
        and not time_holds(notice, story)
    ]
    return [
        Wanted(
            NoticeKey(MeetingTemplate.SLOT_FOUND, about, notice.key.occasion, notice.key.slot),
            Role.COORDINATOR,
            story.latest.origin if story.latest else notice.origin,
            notice.contact_id,
            (notice.id,),
        )
        for notice in outdated
    ]
