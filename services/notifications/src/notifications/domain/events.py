"""What this service tells the others: what became of a notice."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from notifications.domain.about import About
from notifications.domain.vocabulary import NoticeAnswer
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
    """The next hop took the notice."""

    delivery: Delivery
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class NoticeFailed:
    """The notice was given up: refused for good, or not handed over in all the time it was given."""

    delivery: Delivery
    failed_at: datetime


@dataclass(frozen=True, slots=True)
class NoticeAcknowledged:
    """The receiver answered the notice, at least with having read it."""

    delivery: Delivery
    sent_at: datetime
    acknowledged_at: datetime
    answer: NoticeAnswer


NoticeEvent = NoticeSent | NoticeFailed | NoticeAcknowledged
