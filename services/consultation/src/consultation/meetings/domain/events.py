"""What happened to a meeting, for those who have to know: each becomes one event on Kafka."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from consultation.meetings.domain.meeting import Meeting


@dataclass(frozen=True, slots=True)
class MeetingScheduled:
    """A meeting has its first time and participants."""

    meeting: Meeting


@dataclass(frozen=True, slots=True)
class MeetingRescheduled:
    """A meeting moved to another time or has other participants."""

    meeting: Meeting


@dataclass(frozen=True, slots=True)
class MeetingCancelled:
    """A meeting that had a time will not be held."""

    meeting: Meeting


@dataclass(frozen=True, slots=True)
class MeetingHeld:
    """A meeting was held."""

    meeting: Meeting


@dataclass(frozen=True, slots=True)
class MeetingUnschedulable:
    """There is no slot until the last day; a person has to relax something."""

    meeting: Meeting


@dataclass(frozen=True, slots=True)
class MeetingUnderReview:
    """The cases of a meeting may be withdrawn."""

    meeting: Meeting


@dataclass(frozen=True, slots=True)
class MeetingRestored:
    """A meeting that was under review is on again."""

    meeting: Meeting


@dataclass(frozen=True, slots=True)
class MeetingAttentionChanged:
    """A meeting asks for somebody, for other reasons, or no longer."""

    meeting: Meeting


@dataclass(frozen=True, slots=True)
class MeetingDropped:
    """A meeting that never had a time will not be held."""

    meeting: Meeting


MeetingEvent = (
    MeetingScheduled
    | MeetingRescheduled
    | MeetingCancelled
    | MeetingHeld
    | MeetingUnschedulable
    | MeetingUnderReview
    | MeetingRestored
    | MeetingAttentionChanged
    | MeetingDropped
)
