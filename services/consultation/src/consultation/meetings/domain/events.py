"""What happened to a meeting, for those who have to know: each becomes one event on Kafka."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from consultation.meetings.domain.agreed_action import AgreedAction
    from consultation.meetings.domain.meeting import Meeting
    from consultation.meetings.domain.reply import Reply


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
class MeetingDecisionsCorrected:
    """Something else was decided at a meeting than was told before, about the cases `changed`."""

    meeting: Meeting
    changed: tuple[UUID, ...]


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
class MeetingAgendaChanged:
    """Cases came on the agenda of a session, or left it; `came` and `left` are theirs."""

    meeting: Meeting
    came: tuple[UUID, ...] = ()
    left: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class MeetingAgendaReady:
    """The agenda of a session is told to those who take part; from now on no case is put on it by itself."""

    meeting: Meeting


@dataclass(frozen=True, slots=True)
class MeetingDropped:
    """A meeting that never had a time will not be held."""

    meeting: Meeting


@dataclass(frozen=True, slots=True)
class ReplyReceived:
    """Somebody who takes part answered."""

    meeting: Meeting
    reply: Reply


@dataclass(frozen=True, slots=True)
class ReplyAwaited:
    """Somebody who has to be there has not answered for some school days, and is reminded."""

    meeting: Meeting
    contact_id: str


@dataclass(frozen=True, slots=True)
class ActionAgreed:
    """Somebody who takes part agreed to do something for a case."""

    meeting: Meeting
    action: AgreedAction


MeetingEvent = (
    MeetingScheduled
    | MeetingRescheduled
    | MeetingCancelled
    | MeetingHeld
    | MeetingDecisionsCorrected
    | MeetingUnschedulable
    | MeetingUnderReview
    | MeetingRestored
    | MeetingAttentionChanged
    | MeetingAgendaChanged
    | MeetingAgendaReady
    | MeetingDropped
    | ReplyReceived
    | ReplyAwaited
    | ActionAgreed
)
