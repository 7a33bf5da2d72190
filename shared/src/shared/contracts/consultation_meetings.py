"""Stream `consultation.meetings.v1`: meetings as they are planned, moved, held and cancelled."""

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from shared.contracts.contract import Contract, WireData
from shared.contracts.fields import ContactId, Count, Flag, Line, SchoolNumber, Slug
from shared.contracts.moments import Time
from shared.contracts.vocabulary import AttentionReason, MeetingStatus
from shared.domain.roles import Role

TOPIC = "consultation.meetings.v1"


class Participant(WireData):
    """Somebody who takes part in a meeting."""

    contact_id: ContactId
    """The contact in the directory."""
    role: Role
    """In which role."""
    required: Flag
    """Whether the meeting can't do without."""


class Attention(WireData):
    """That a meeting can't go on as it is, or waits for somebody."""

    since: Time
    """From when on."""
    reasons: Annotated[tuple[AttentionReason, ...], Field(min_length=1)]
    """Why."""


class MeetingEvent(Contract):
    """What every event about a meeting says."""

    meeting_id: UUID
    """The meeting."""
    case_ids: tuple[UUID, ...]
    """The cases it is about; empty for a kind of meeting that is about no case."""
    school: SchoolNumber
    """School of the pupil or pupils."""
    meeting_type: Slug = "care-meeting"
    """Kind of meeting."""


class _PlannedMeeting(MeetingEvent):
    starts_at: Time
    """Start."""
    ends_at: Time
    """End."""
    place: Line | None
    """Where; null when not yet known."""
    participants: tuple[Participant, ...]
    """Who takes part."""
    ical_uid: Line
    """UID of the calendar entry; the same for the meeting's whole life."""
    ical_sequence: Count
    """SEQUENCE of the calendar entry; rises with every change."""
    attention: Attention | None = None
    """What asks for somebody; null or absent when nothing does."""


class MeetingScheduled(_PlannedMeeting):
    """A meeting has a time and participants."""

    event_type: ClassVar[str] = "be.flankerend.consultation.meeting-scheduled.v1"
    topic: ClassVar[str] = TOPIC


class MeetingRescheduled(_PlannedMeeting):
    """A meeting moved to another time or has other participants."""

    event_type: ClassVar[str] = "be.flankerend.consultation.meeting-rescheduled.v1"
    topic: ClassVar[str] = TOPIC


class MeetingCancelled(_PlannedMeeting):
    """A meeting will not be held; time and participants are those it had."""

    event_type: ClassVar[str] = "be.flankerend.consultation.meeting-cancelled.v1"
    topic: ClassVar[str] = TOPIC


class MeetingHeld(_PlannedMeeting):
    """A meeting was held."""

    event_type: ClassVar[str] = "be.flankerend.consultation.meeting-held.v1"
    topic: ClassVar[str] = TOPIC


class MeetingUnschedulable(MeetingEvent):
    """No slot was found until the last day; the meeting stays `proposed`."""

    event_type: ClassVar[str] = "be.flankerend.consultation.meeting-unschedulable.v1"
    topic: ClassVar[str] = TOPIC

    reasons: tuple[Line, ...]
    """Why there is no slot."""
    relax: tuple[Line, ...]
    """What could be given up to find one."""


class MeetingUnderReview(_PlannedMeeting):
    """The withdrawal of the meeting's cases was proposed: the meeting keeps its time until that is decided."""

    event_type: ClassVar[str] = "be.flankerend.consultation.meeting-under-review.v1"
    topic: ClassVar[str] = TOPIC


class MeetingRestored(_PlannedMeeting):
    """A meeting that was under review is on again."""

    event_type: ClassVar[str] = "be.flankerend.consultation.meeting-restored.v1"
    topic: ClassVar[str] = TOPIC


class MeetingAttentionChanged(_PlannedMeeting):
    """A meeting asks for somebody, for other reasons, or no longer: `attention` says which. All else is unchanged."""

    event_type: ClassVar[str] = "be.flankerend.consultation.meeting-attention-changed.v1"
    topic: ClassVar[str] = TOPIC

    status: MeetingStatus
    """The meeting's status."""


class MeetingDropped(MeetingEvent):
    """A meeting that never had a time will not be held."""

    event_type: ClassVar[str] = "be.flankerend.consultation.meeting-dropped.v1"
    topic: ClassVar[str] = TOPIC
