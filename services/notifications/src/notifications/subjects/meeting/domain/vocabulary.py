"""The words of this subject."""

from enum import StrEnum
from uuid import UUID

from notifications.domain.about import About

KIND = "meeting"


class MeetingTemplate(StrEnum):
    """What a notice about a meeting says."""

    INVITATION = "meeting-invitation"
    MOVED = "meeting-moved"
    CANCELLED = "meeting-cancelled"
    AGENDA = "meeting-agenda"
    REMINDER = "meeting-reminder"
    UNSCHEDULABLE = "meeting-unschedulable"
    SLOT_FOUND = "meeting-slot-found"
    """The meeting for which there was no time is planned, or needed no more."""


WITHOUT_TIME = frozenset({MeetingTemplate.UNSCHEDULABLE, MeetingTemplate.SLOT_FOUND})
"""What is told to the coordinator, who takes no part in the meeting."""


def about_meeting(meeting_id: UUID) -> About:
    """About this meeting."""
    return About(KIND, meeting_id)
