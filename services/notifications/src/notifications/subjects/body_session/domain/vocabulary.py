"""The words of this subject."""

from enum import StrEnum
from uuid import UUID

from notifications.domain.about import About

KIND = "body-session"


class SessionTemplate(StrEnum):
    """What a notice about a session of a consultation body says."""

    INVITATION = "session-invitation"
    MOVED = "session-moved"
    CANCELLED = "session-cancelled"


def about_session(session_id: UUID) -> About:
    """About this session."""
    return About(KIND, session_id)
