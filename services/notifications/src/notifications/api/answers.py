"""What the delivery log looks like on the wire."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from notifications.domain.vocabulary import NoticeAnswer, Status
from notifications.storage.notice_log import LogEntry
from shared.domain.roles import Role


class AboutAnswer(BaseModel):
    """What a notice is about."""

    kind: str
    id: UUID


class NotificationAnswer(BaseModel):
    """A notice and its delivery; the fields of `notification-sent`, with its status and what led to it."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    notification_id: UUID
    recipient_role: Role
    """Role of the receiver; the role that has to be told as long as the receiver is not settled."""
    contact_id: str | None
    """The receiver in the directory; null as long as it is not settled."""
    contact_name: str | None = Field(default=None)
    """The receiver's name; absent for operators."""
    channel: str
    template: str
    template_version: int
    about: AboutAnswer
    status: Status
    sent_at: datetime | None
    created_at: datetime
    acknowledged_at: datetime | None
    answer: NoticeAnswer | None
    """What the receiver answered; null before."""
    attempt: int
    """How often it was offered to the mail server."""
    waiting_for: str | None
    """The fact it waits for, by id; `hours:` or `digest:…` for a moment."""
    digest_at: datetime | None
    """When the digest goes that it waits for, or waited for; null for what goes by itself."""
    message_id: UUID
    """The message that it goes in, which notices of a digest share; a mail's Message-ID begins with it."""
    reason: str | None
    """Why it was cancelled, deferred, refused or given up."""
    corrects: list[UUID]
    """The notices it takes back or replaces."""
    version: int


def answer_of(entry: LogEntry, *, with_names: bool) -> NotificationAnswer:
    """An entry of the log for a caller who may or may not read names."""
    notice = entry.notice
    names = {"contact_name": entry.contact_name} if with_names else {}
    return NotificationAnswer(
        notification_id=notice.id,
        recipient_role=notice.recipient_role or notice.role,
        contact_id=notice.contact_id,
        channel=notice.channel,
        template=notice.key.template,
        template_version=notice.template_version,
        about=AboutAnswer(kind=entry.about.kind, id=entry.about.id),
        status=notice.status,
        sent_at=notice.sent_at,
        created_at=notice.created_at,
        acknowledged_at=notice.acknowledged_at,
        answer=notice.answer,
        attempt=notice.attempt,
        waiting_for=notice.waiting_for,
        digest_at=notice.digest_at,
        message_id=notice.message_id,
        reason=notice.reason,
        corrects=list(notice.corrects),
        version=notice.version,
        **names,
    )
