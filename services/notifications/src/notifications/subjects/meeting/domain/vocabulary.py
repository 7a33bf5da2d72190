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


def about_meeting(meeting_id: UUID) -> About:
    """About this meeting."""
    return About(KIND, meeting_id)
