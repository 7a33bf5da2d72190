"""A mail that came back, as far as this service looks into it. Its text and its subject stay in the mailbox."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from notifications.domain.bounces import is_of_address
from shared.domain.answers import Answer


class Kind(StrEnum):
    """What a mail that came back is."""

    DELIVERY_FAILED = "delivery-failed"
    """A mail server reports that a mail did not reach its receiver, and will not."""
    DELIVERY_DELAYED = "delivery-delayed"
    """A mail server reports that it still tries."""
    AUTOMATIC_REPLY = "automatic-reply"
    """A program answered for somebody who is away."""
    CALENDAR_REPLY = "calendar-reply"
    """A calendar answered an invitation."""
    OTHER = "other"
    """Anything else: a person wrote, most likely."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a delivery report says of one recipient.

    ``action`` is the report's word: failed, delayed, delivered, relayed or expanded. ``code`` is the enhanced status
    code (RFC 3463), such as 5.1.1; the class with zeros where the server names none that says more. ``recipients`` are
    the recipient's addresses, in small letters: the final one, and the original one where it is said.
    """

    action: str
    code: str
    recipients: frozenset[str] = field(default=frozenset(), repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class CalendarAnswer:
    """What one attendee's calendar answers about one meeting, or one session of a series."""

    uid: str
    address: str
    answer: Answer
    sequence: int | None
    recurrence_id: datetime | None
    stamp: datetime | None
    delegate: str | None
    proposed: tuple[datetime, datetime] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """One mail. ``key`` tells whether it is the same mail as another.

    ``sender`` is the address it says it comes from; None where it says none that can be read. ``mentions`` are the
    messages whose Message-ID it names, the likeliest first: a notice that went alone, or a bundle. ``addressed`` are
    the addresses, in small letters, that the mail was for which a report returns.
    """

    key: str
    kind: Kind
    sender: str | None = None
    mentions: tuple[UUID, ...] = ()
    reports: tuple[Report, ...] = ()
    answers: tuple[CalendarAnswer, ...] = ()
    addressed: frozenset[str] = field(default=frozenset(), repr=False)

    @property
    def failure(self) -> Report | None:
        """The first recipient that it did not reach."""
        return next((report for report in self.reports if report.action == "failed"), None)

    def failed_at(self, address: str | None) -> bool:
        """Whether the mail went to this address, and a server says that nothing reaches it."""
        if self.failure is None or address is None:
            return False
        asked = address.lower()
        went_to = self.addressed or self.failure.recipients
        return asked in went_to and is_of_address(self.failure.code)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What is kept of a mail: who sent it when, what it is, and what it answers.

    ``code`` is the status code of a delivery report. ``notification_id`` is the notice that it answers; None where
    none was found: then somebody has to look into the mailbox.
    """

    id: UUID
    key: str
    kind: Kind
    sender: str | None
    arrived_at: datetime
    notification_id: UUID | None = None
    code: str | None = None

    def answering(self, notification_id: UUID | None) -> "Kept":
        """The same, about this notice."""
        return replace(self, notification_id=notification_id)
