"""What casework knows of a notice that notifications sends about a case or about its meeting."""

from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from shared.domain.roles import Role


class NoticeStatus(StrEnum):
    """What became of a notice."""

    SENT = "sent"
    """The next mail server took it."""
    UNACKNOWLEDGED = "unacknowledged"
    """It was taken, and its receiver did not confirm in time."""
    FAILED = "failed"
    """It can't be delivered."""


class NoticeAnswer(StrEnum):
    """What the receiver answered."""

    RECEIVED = "received"
    """The receiver confirmed that it was read."""
    TAKEN_UP = "taken-up"
    """The CLB takes it up."""
    NOT_TAKEN_UP = "not-taken-up"
    """The CLB does not take it up."""
    CLOSED = "closed"
    """The CLB has done what it could."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice to one receiver, as it was last told; ``answer`` is None until the receiver answers."""

    notification_id: UUID
    sequence: int
    template: str
    recipient_role: Role
    contact_id: str
    status: NoticeStatus
    answer: NoticeAnswer | None = None

    def joined(self, other: "Notice") -> "Notice":
        """This notice with what ``other``, told of the same notice after or before it, says too: an answer stays."""
        first, last = (self, other) if other.sequence >= self.sequence else (other, self)
        return replace(last, answer=last.answer or first.answer)


@dataclass(frozen=True, slots=True)
class ShownNotice:
    """What is shown of a notice beside its case."""

    template: str
    recipient_role: Role
    contact_id: str
    status: NoticeStatus
    answer: NoticeAnswer | None
