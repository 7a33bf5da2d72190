"""What this service tells the others: what became of a notice."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from notifications.domain.about import About
from notifications.domain.vocabulary import NoticeAnswer
from shared.domain.answers import Answer
from shared.domain.roles import Role


@dataclass(frozen=True, slots=True)
class Delivery:
    """One notice to one receiver."""

    notification_id: UUID
    recipient_role: Role
    contact_id: str
    channel: str
    template: str
    template_version: int
    about: About


@dataclass(frozen=True, slots=True)
class NoticeSent:
    """The next hop took the notice, in the message ``message_id``, which notices of a bundle share."""

    delivery: Delivery
    sent_at: datetime
    message_id: UUID


@dataclass(frozen=True, slots=True)
class NoticeFailed:
    """The notice was given up: refused for good, or not handed over in all the time it was given.

    ``of_address``: because nothing reaches that address.
    """

    delivery: Delivery
    failed_at: datetime
    of_address: bool = False


@dataclass(frozen=True, slots=True)
class NoticeAcknowledged:
    """The receiver answered the notice, at least with having read it."""

    delivery: Delivery
    sent_at: datetime
    acknowledged_at: datetime
    answer: NoticeAnswer


@dataclass(frozen=True, slots=True)
class NoticeUnanswered:
    """The receiver did not answer in time."""

    delivery: Delivery
    sent_at: datetime
    answer_by: datetime


@dataclass(frozen=True, slots=True)
class NoticeBounced:
    """A mail server reported, after the notice was sent, that it did not reach its receiver.

    ``code`` says why. ``of_address``: because nothing reaches the address that the receiver still has.
    """

    delivery: Delivery
    sent_at: datetime
    bounced_at: datetime
    code: str
    of_address: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationAnswered:
    """A calendar answered an invitation by mail."""

    notification_id: UUID
    meeting_id: UUID
    contact_id: str
    answer: Answer
    proposed: tuple[datetime, datetime] | None
    delegate: str | None
    recurrence_id: datetime | None
    ical_sequence: int | None
    replied_at: datetime | None


NoticeEvent = NoticeSent | NoticeFailed | NoticeBounced | NoticeAcknowledged | NoticeUnanswered | InvitationAnswered
