"""What casework knows of a care meeting (*zorgoverleg*) that consultation plans for its cases."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from casework.domain.vocabulary import AttentionReason, MeetingStatus

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
    ``has_other_case``: another of its cases is open, so that the meeting is held whatever becomes of this case.
    ``is_session``: it is of a standing meeting, whose agenda a case leaves when it ends.
    """

    meeting_id: UUID
    status: MeetingStatus
    sequence: int
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    place: str | None = None
    attention: Attention | None = None
    has_other_case: bool = False
    is_session: bool = False

    @classmethod
    def asked_for(cls, meeting_id: UUID) -> "Meeting":
        """A meeting before the first event of consultation about it."""
        return cls(meeting_id, MeetingStatus.PROPOSED, sequence=0)

    @property
    def was_told(self) -> bool:
        """Whether consultation has told of it."""
        return self.sequence > 0

    def stands_at(self, now: datetime) -> bool:
        """Whether it is still to be held: neither over nor past."""
        return self.is_coming and (self.ends_at is None or self.ends_at > now)

    @property
    def is_coming(self) -> bool:
        """Whether it was neither held nor called off."""
        return self.status in _NOT_OVER


def has_meeting_ahead(meetings: Iterable[Meeting], now: datetime) -> bool:
    """Whether a planned meeting outlived the end of its case, which cancels those that were about that case alone."""
    return any(
        meeting.status in {MeetingStatus.SCHEDULED, MeetingStatus.UNDER_REVIEW}
        and meeting.has_other_case
        and not meeting.is_session
        and meeting.starts_at is not None
        and meeting.starts_at > now
        for meeting in meetings
    )


def waiting_meeting(meetings: Iterable[Meeting]) -> Meeting | None:
    """The meeting that waits for a slot because another open case kept it; None without such a meeting."""
    waiting = (meeting for meeting in meetings if meeting.status is MeetingStatus.PROPOSED and meeting.has_other_case)
    return next(waiting, None)
