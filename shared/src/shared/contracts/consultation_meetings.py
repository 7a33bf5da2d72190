"""Stream `consultation.meetings.v1`: meetings as they are planned, moved, held and cancelled."""

from typing import Annotated, Any, ClassVar
from uuid import UUID

from pydantic import Field

from shared.contracts.contract import Contract, WireData
from shared.contracts.fields import ContactId, Count, Flag, Line, RoomId, SchoolNumber, Slug
from shared.contracts.moments import IsoDate, Time
from shared.contracts.vocabulary import AttentionReason, MeetingStatus, PersonRole
from shared.domain.answers import Answer
from shared.domain.decisions import Decision

TOPIC = "consultation.meetings.v1"

_ABSENT: Any = Field(default=None, exclude_if=lambda value: value is None)


class Participant(WireData):
    """Somebody who takes part in a meeting."""

    contact_id: ContactId
    """The contact in the directory."""
    role: PersonRole
    """In which role."""
    required: Flag
    """Whether the meeting can't do without."""


class ProposedTime(WireData):
    """Another time that somebody who is invited proposes."""

    starts_at: Time
    """Start."""
    ends_at: Time
    """End."""


class Attention(WireData):
    """That a meeting can't go on as it is, or waits for somebody."""

    since: Time
    """From when on."""
    reasons: Annotated[tuple[AttentionReason, ...], Field(min_length=1)]
    """Why."""


class Relaxation(WireData):
    """A requirement that alone stands in the way of a slot."""

    requirement: Line
    """Which, as in `relax`."""
    starts_at: Time | None = _ABSENT
    """When the slot would begin that giving it up gives; absent where that is not known."""


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
    """Where, with the name of the room; null when not yet known."""
    room: RoomId | None = _ABSENT
    """The room of the directory that is booked for it. Absent where it has no room."""
    participants: tuple[Participant, ...]
    """Who takes part."""
    ical_uid: Line
    """UID of the calendar entry; the same for the meeting's whole life."""
    ical_sequence: Count
    """SEQUENCE of the calendar entry; rises with every change."""
    attention: Attention | None = None
    """What asks for somebody; null or absent when nothing does."""
    series_id: UUID | None = _ABSENT
    """Of a session: the series it is of. Absent for a meeting that stands alone."""
    other_schools: tuple[SchoolNumber, ...] = Field(default=(), exclude_if=lambda schools: not schools)
    """Of a session: the schools of its series beside `school`, where it is. Absent when there are no others."""
    fixed_for: Time | None = _ABSENT
    """Of a session: the start for which it was fixed, wherever it moved since."""


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


class CaseDecision(WireData):
    """What a meeting decided about a case."""

    case_id: UUID
    """The case."""
    decision: Decision
    """What was decided."""


class MeetingHeld(_PlannedMeeting):
    """A meeting was held."""

    event_type: ClassVar[str] = "be.flankerend.consultation.meeting-held.v1"
    topic: ClassVar[str] = TOPIC

    decisions: tuple[CaseDecision, ...] = Field(default=(), exclude_if=lambda decisions: not decisions)
    """What was decided, at most once for each case. Absent when nothing was said of it."""


class MeetingDecisionsCorrected(_PlannedMeeting):
    """Something else was decided at a meeting that was held than was told before. The last one told holds."""

    event_type: ClassVar[str] = "be.flankerend.consultation.meeting-decisions-corrected.v1"
    topic: ClassVar[str] = TOPIC

    decisions: tuple[CaseDecision, ...] = Field(default=(), exclude_if=lambda decisions: not decisions)
    """What was decided, all of it, at most once for each case. Absent when nothing is said of it any more."""
    changed: tuple[UUID, ...]
    """The cases about which something else was decided than before, or nothing where they are not in `decisions`."""


class MeetingUnschedulable(MeetingEvent):
    """No slot was found until the last day; the meeting stays `proposed`."""

    event_type: ClassVar[str] = "be.flankerend.consultation.meeting-unschedulable.v1"
    topic: ClassVar[str] = TOPIC

    reasons: tuple[Line, ...]
    """Why there is no slot."""
    relax: tuple[Line, ...]
    """What could be given up to find one."""
    relaxations: tuple[Relaxation, ...] = ()
    """The same, with when the slot would begin."""


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


class AgendaItem(WireData):
    """A case on the agenda of a session."""

    case_id: UUID
    """The case."""
    minutes: Annotated[int, Field(strict=True, ge=1, le=480)]
    """How long it is talked about."""
    in_place_of: UUID | None = _ABSENT
    """What the case called the meeting that it asked for, which comes to nothing. Absent when it gave no name."""


class _Agenda(_PlannedMeeting):
    status: MeetingStatus
    """The meeting's status."""
    agenda: tuple[AgendaItem, ...]
    """The cases in their order, which `case_ids` has too."""


class MeetingAgendaChanged(_Agenda):
    """Cases came on the agenda of a session or left it, or have another place on it. All else is unchanged.

    A case that left, and goes on, is on the agenda of another session or gets a meeting that stands alone.
    """

    event_type: ClassVar[str] = "be.flankerend.consultation.meeting-agenda-changed.v1"
    topic: ClassVar[str] = TOPIC

    came: tuple[UUID, ...] = ()
    """The cases that came on it."""
    left: tuple[UUID, ...] = ()
    """The cases that are on it no more."""


class MeetingAgendaReady(_Agenda):
    """The agenda of a session is to be told to those who take part: some school days before, by local agreement.

    From now on no case is put on it by itself.
    """

    event_type: ClassVar[str] = "be.flankerend.consultation.meeting-agenda-ready.v1"
    topic: ClassVar[str] = TOPIC


class MeetingDropped(MeetingEvent):
    """A meeting that never had a time will not be held."""

    event_type: ClassVar[str] = "be.flankerend.consultation.meeting-dropped.v1"
    topic: ClassVar[str] = TOPIC


class ReplyReceived(MeetingEvent):
    """Somebody who is invited answered, by mail, by the link in a mail, on a page, or by telephone."""

    event_type: ClassVar[str] = "be.flankerend.consultation.reply-received.v1"
    topic: ClassVar[str] = TOPIC

    contact_id: ContactId
    """Who answers."""
    role: PersonRole
    """In which role the contact takes part."""
    required: Flag
    """Whether the meeting can't do without that role."""
    answer: Answer
    """What is answered."""
    proposed: ProposedTime | None = None
    """The other time that is proposed; null or absent where none is."""
    delegate: ContactId | None = None
    """The contact who comes instead; null or absent where nobody, or nobody who is known, does."""
    recurrence_id: Time | None = None
    """Of a session of a series its start by the series' rule; null or absent for a single meeting."""
    ical_sequence: Count
    """SEQUENCE of the invitation that is answered."""
    starts_at: Time
    """Start of the meeting that is answered for."""


class ReplyAwaited(MeetingEvent):
    """Somebody who has to be there has not answered for some school days, and is to be reminded.

    Said once of an invitation. Another time is another invitation.
    """

    event_type: ClassVar[str] = "be.flankerend.consultation.reply-awaited.v1"
    topic: ClassVar[str] = TOPIC

    contact_id: ContactId
    """Who has not answered."""
    role: PersonRole
    """In which role the contact takes part."""
    recurrence_id: Time | None = None
    """Of a session of a series its start by the series' rule; null or absent for a single meeting."""
    ical_sequence: Count
    """SEQUENCE of the newest invitation."""
    starts_at: Time
    """Start of the meeting."""
    invited_at: Time
    """Since when the contact is invited at that time."""


class ActionAgreed(Contract):
    """Somebody agreed at a meeting to do something for a case. What it is stays in consultation.

    Answered by a task-done of the case. The same action again changes nothing.
    """

    event_type: ClassVar[str] = "be.flankerend.consultation.action-agreed.v1"
    topic: ClassVar[str] = TOPIC

    meeting_id: UUID
    """The meeting."""
    case_id: UUID
    """The case."""
    action_id: UUID
    """The action."""
    owner: ContactId
    """Who does it: a contact of the directory that took part."""
    due_on: IsoDate
    """Day by which it is done."""
