"""What casework knows of a care meeting (*zorgoverleg*) that consultation plans for its cases."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from casework.domain.vocabulary import AttentionReason, MeetingStatus
from shared.domain.roles import Role

REQUIRED_ROLES = (Role.COUNSELLOR, Role.CASEWORKER)
OPTIONAL_ROLES = (Role.CLB, Role.YOUTH_COACH)


_NOT_OVER = frozenset({MeetingStatus.PROPOSED, MeetingStatus.SCHEDULED, MeetingStatus.UNDER_REVIEW})


@dataclass(frozen=True, slots=True)
class Attention:
    """Since when a meeting asks for somebody, and why."""

    since: datetime
    reasons: tuple[AttentionReason, ...]


@dataclass(frozen=True, slots=True)
class Meeting:
    """A care meeting about one or more cases, as it was last told, as one of these cases sees it.

    ``sequence`` is 0 until consultation has told of it: until then only the case knows that it asked for it.
    ``has_other_case``: another of its cases is open, so that it is held whatever becomes of this one.
    """

    meeting_id: UUID
    status: MeetingStatus
    sequence: int
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    place: str | None = None
    attention: Attention | None = None
    has_other_case: bool = False

    @classmethod
    def asked_for(cls, meeting_id: UUID) -> "Meeting":
        """A meeting of which consultation has not told yet."""
        return cls(meeting_id, MeetingStatus.PROPOSED, sequence=0)

    @property
    def was_told(self) -> bool:
        """Whether consultation has told of it."""
        return self.sequence > 0

    @property
    def is_coming(self) -> bool:
        """Whether it was neither held nor called off."""
        return self.status in _NOT_OVER
