"""Stream `notifications.deliveries.v1`: what became of each notice."""

from typing import ClassVar
from uuid import UUID

from shared.contracts.consultation_meetings import ProposedTime
from shared.contracts.contract import Contract, WireData
from shared.contracts.fields import ContactId, Count, Flag, Slug, StatusCode, Version
from shared.contracts.moments import Time
from shared.contracts.vocabulary import PersonRole
from shared.domain.answers import Answer

TOPIC = "notifications.deliveries.v1"


class About(WireData):
    """What a notice is about."""

    kind: Slug
    """Kind of the thing: `case`, `meeting` and others."""
    id: UUID
    """Its id."""


class DeliveryEvent(Contract):
    """What every event about a notice says."""

    notification_id: UUID
    """The notice to one receiver."""
    recipient_role: PersonRole
    """Role of the receiver."""
    contact_id: ContactId
    """The receiver in the directory."""
    channel: Slug
    """The way it goes: `email`, `webhook`, `letter` and others."""
    template: Slug
    """What it says: `case-opened`, `case-reopened`, `case-escalated`, `case-transferred`, `case-withdrawn`,
    `level-withdrawn`, `meeting-invitation`, `meeting-moved`, `meeting-cancelled` and others."""
    template_version: Version
    """Version of that template."""
    about: About
    """What it is about."""


class NotificationSent(DeliveryEvent):
    """The next hop (mail server, receiver's endpoint) took the notice."""

    event_type: ClassVar[str] = "be.flankerend.notifications.notification-sent.v1"
    topic: ClassVar[str] = TOPIC

    sent_at: Time
    """When it was taken."""
    message_id: UUID | None = None
    """The message that it went in, which the notices of a digest share; a mail's Message-ID begins with it. Null or
    absent in what was told before this field was there."""


class NotificationFailed(DeliveryEvent):
    """The notice can't be delivered."""

    event_type: ClassVar[str] = "be.flankerend.notifications.notification-failed.v1"
    topic: ClassVar[str] = TOPIC

    sent_at: Time | None
    """When it was taken by the next hop; null when it never was."""
    failed_at: Time | None = None
    """When it was given up."""
    address_refused: Flag | None = None
    """Whether a mail server said that no mail reaches the receiver's address. Null or absent in what was told before
    this field was there."""


class NotificationBounced(DeliveryEvent):
    """A mail server reported, after it was sent, that the notice did not reach its receiver."""

    event_type: ClassVar[str] = "be.flankerend.notifications.notification-bounced.v1"
    topic: ClassVar[str] = TOPIC

    sent_at: Time
    """When the next hop had taken it."""
    bounced_at: Time
    """When the report arrived."""
    code: StatusCode
    """Why: the enhanced status code (RFC 3463), such as `5.1.1` for a mailbox that does not exist."""
    address_refused: Flag | None = None
    """Whether it says that no mail reaches the address that the receiver has. Null or absent in what was told before
    this field was there."""


class NotificationAcknowledged(DeliveryEvent):
    """The receiver said that the notice was read, or answered it; once more when the answer is another."""

    event_type: ClassVar[str] = "be.flankerend.notifications.notification-acknowledged.v1"
    topic: ClassVar[str] = TOPIC

    sent_at: Time
    """When the notice was sent."""
    acknowledged_at: Time
    """When the receiver said so."""
    answer: Slug | None = None
    """What was answered: `received`, and of a CLB also `taken-up`, `not-taken-up` or `closed`. Null or absent in what
    was told before this field was there, which is `received`."""


class NotificationUnacknowledged(DeliveryEvent):
    """The receiver did not acknowledge the notice within the term."""

    event_type: ClassVar[str] = "be.flankerend.notifications.notification-unacknowledged.v1"
    topic: ClassVar[str] = TOPIC

    sent_at: Time
    """When the notice was sent."""
    acknowledge_by: Time
    """Until when it could have been acknowledged."""


class ReplyArrived(Contract):
    """A calendar answered by mail to an invitation. What was written beside the answer is not told."""

    event_type: ClassVar[str] = "be.flankerend.notifications.reply-arrived.v1"
    topic: ClassVar[str] = TOPIC

    notification_id: UUID
    """The invitation that is answered."""
    meeting_id: UUID
    """The meeting, or the session of a consultation body."""
    contact_id: ContactId
    """Who answers."""
    answer: Answer
    """What is answered."""
    proposed: ProposedTime | None = None
    """The other time that is proposed; null or absent where none is."""
    delegate: ContactId | None = None
    """The contact who comes instead; null or absent where nobody, or nobody who is known, does."""
    recurrence_id: Time | None = None
    """Of a session of a series its start by the series' rule; null or absent for a single meeting."""
    ical_sequence: Count | None = None
    """SEQUENCE of the invitation that is answered; null or absent where the calendar did not say it."""
    replied_at: Time | None = None
    """When the calendar made the answer; null or absent where it did not say it."""
