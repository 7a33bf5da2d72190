"""Every topic and every event of the system, as data: who sends, who receives, how it is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from shared.contracts import (
    attendance_calendars,
    attendance_persons,
    attendance_signals,
    casework_cases,
    consultation_actions,
    consultation_activities,
    consultation_agenda,
    consultation_directory,
    consultation_meetings,
    consultation_offers,
    consultation_policy,
    consultation_sessions,
    figures,
    notifications_deliveries,
    school_attendance,
    school_enrolment,
)
from shared.contracts.contract import Contract


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A Kafka topic. Its name gets `KAFKA_TOPIC_PREFIX` in front where that is set."""

    name: str
    key: str
    """What a record's key is."""
    partitions: int
    events: tuple[type[Contract], ...]
    senders: tuple[str, ...]
    receivers: tuple[str, ...]
    """The services that read it; empty where other programs alone do."""
    retention_days: int | None = None
    """How long records are kept; None for a compacted topic, which keeps the newest of each key."""
    dated_by_broker: bool = False
    """Whether a record's time is when it came in. Else it is the sender's, and what is dated back is gone early."""
    tombstone: str | None = None
    """What a null value says, where one may be there."""

    @property
    def from_schools(self) -> bool:
        """Whether schools send it: in binary or structured mode, and their `sequence` is not used."""
        return self.senders == ("schools",)

    @property
    def compacted(self) -> bool:
        """Whether the newest record of each key is kept for good."""
        return self.retention_days is None


_TOPICS = (
    Topic(
        name=school_attendance.TOPIC,
        key="<school>:<pupil>, any for a list",
        partitions=6,
        retention_days=30,
        dated_by_broker=True,
        events=(school_attendance.AttendanceRecorded,),
        senders=("schools",),
        receivers=("attendance",),
    ),
    Topic(
        name=school_enrolment.TOPIC,
        key="<school>:<pupil>",
        partitions=6,
        retention_days=400,
        dated_by_broker=True,
        events=(school_enrolment.PupilEnrolled, school_enrolment.PupilWithdrawn),
        senders=("schools",),
        receivers=("attendance",),
    ),
    Topic(
        name=attendance_signals.TOPIC,
        key="person id; the school for feed-silent, feed-heard, question-asked and question-answered",
        partitions=3,
        retention_days=400,
        events=(
            attendance_signals.LevelReached,
            attendance_signals.LevelWithdrawn,
            attendance_signals.AttendanceDropped,
            attendance_signals.FeedSilent,
            attendance_signals.EnrolmentMissing,
            attendance_signals.EnrolmentFound,
            attendance_signals.FeedHeard,
            attendance_signals.WatchMet,
            attendance_signals.WatchBroken,
            attendance_signals.QuestionAsked,
            attendance_signals.QuestionAnswered,
        ),
        senders=("attendance",),
        receivers=("casework",),
    ),
    Topic(
        name=attendance_persons.TOPIC,
        key="person id",
        partitions=3,
        events=(attendance_persons.PersonChanged, attendance_persons.PersonMerged),
        senders=("attendance",),
        receivers=("casework", "notifications"),
        tombstone="The person is erased.",
    ),
    Topic(
        name=attendance_calendars.TOPIC,
        key="<school>:<school_year>",
        partitions=1,
        events=(attendance_calendars.CalendarChanged,),
        senders=("attendance",),
        receivers=("casework", "consultation"),
    ),
    Topic(
        name=casework_cases.TOPIC,
        key="case id",
        partitions=3,
        retention_days=400,
        events=(
            casework_cases.CaseOpened,
            casework_cases.CaseEscalated,
            casework_cases.CaseTransferred,
            casework_cases.CaseAssigned,
            casework_cases.MeetingRequested,
            casework_cases.WithdrawalProposed,
            casework_cases.WithdrawalDropped,
            casework_cases.CaseWithdrawn,
            casework_cases.CaseClosed,
            casework_cases.CaseReopened,
            casework_cases.EscalationWithdrawn,
            casework_cases.LevelFallen,
            casework_cases.CaseDue,
            casework_cases.CaseOverdue,
            casework_cases.WatchAsked,
            casework_cases.WatchEnded,
            casework_cases.ReferralAsked,
            casework_cases.ReferralAnswered,
            casework_cases.ConsentRecorded,
            casework_cases.ConsentEnded,
            casework_cases.CasePersonErased,
            casework_cases.TaskDone,
        ),
        senders=("casework",),
        receivers=("attendance", "consultation", "notifications"),
    ),
    Topic(
        name=consultation_meetings.TOPIC,
        key="meeting id",
        partitions=3,
        retention_days=400,
        events=(
            consultation_meetings.MeetingScheduled,
            consultation_meetings.MeetingRescheduled,
            consultation_meetings.MeetingCancelled,
            consultation_meetings.MeetingHeld,
            consultation_meetings.MeetingDecisionsCorrected,
            consultation_meetings.MeetingUnschedulable,
            consultation_meetings.MeetingUnderReview,
            consultation_meetings.MeetingRestored,
            consultation_meetings.MeetingAttentionChanged,
            consultation_meetings.MeetingAgendaChanged,
            consultation_meetings.MeetingAgendaReady,
            consultation_meetings.MeetingDropped,
            consultation_meetings.ActionAgreed,
            consultation_meetings.ReplyReceived,
            consultation_meetings.ReplyAwaited,
        ),
        senders=("consultation",),
        receivers=("casework", "notifications"),
    ),
    Topic(
        name=consultation_directory.TOPIC,
        key="contact id; `organisation:` and the organisation id for organisation-changed",
        partitions=1,
        events=(consultation_directory.ContactChanged, consultation_directory.OrganisationChanged),
        senders=("consultation",),
        receivers=("attendance", "casework", "notifications"),
    ),
    Topic(
        name=consultation_policy.TOPIC,
        key="body id; the id of the session, activity, action or agenda for what is told of these",
        partitions=1,
        retention_days=400,
        events=(
            consultation_policy.BodyChanged,
            consultation_policy.DecisionTaken,
            consultation_agenda.PolicyAgendaCounted,
            consultation_offers.OfferChanged,
            consultation_sessions.SessionPlanned,
            consultation_sessions.SessionMoved,
            consultation_sessions.SessionCancelled,
            consultation_activities.ActivityHeld,
            consultation_actions.ActionChanged,
        ),
        senders=("consultation",),
        receivers=("notifications",),
    ),
    Topic(
        name=notifications_deliveries.TOPIC,
        key="notification id",
        partitions=3,
        retention_days=400,
        events=(
            notifications_deliveries.NotificationSent,
            notifications_deliveries.NotificationFailed,
            notifications_deliveries.NotificationBounced,
            notifications_deliveries.NotificationAcknowledged,
            notifications_deliveries.NotificationUnacknowledged,
            notifications_deliveries.ReplyArrived,
        ),
        senders=("notifications",),
        receivers=("casework", "consultation"),
    ),
    Topic(
        name=figures.OF_ATTENDANCE,
        key="<figure>:<school_year>",
        partitions=1,
        events=(figures.AttendanceFiguresPublished,),
        senders=("attendance",),
        receivers=("consultation",),
    ),
    Topic(
        name=figures.OF_CASEWORK,
        key="<figure>:<school_year>",
        partitions=1,
        events=(figures.CaseworkFiguresPublished,),
        senders=("casework",),
        receivers=("consultation",),
    ),
    Topic(
        name=figures.OF_CONSULTATION,
        key="<figure>:<school_year>",
        partitions=1,
        events=(figures.ConsultationFiguresPublished,),
        senders=("consultation",),
        receivers=(),
    ),
)

TOPICS: Mapping[str, Topic] = MappingProxyType({topic.name: topic for topic in _TOPICS})
"""Topics by name."""

EVENTS: Mapping[str, type[Contract]] = MappingProxyType(
    {event.event_type: event for topic in _TOPICS for event in topic.events}
)
"""Contracts by CloudEvents type."""
