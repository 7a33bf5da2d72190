"""What a webhook is sent: a CloudEvent in structured mode, with the fields that the receiver's row allows."""

from collections.abc import Callable, Mapping
from datetime import datetime
from uuid import UUID

import orjson

from notifications.domain.notice import Notice
from notifications.domain.preparation import Ready
from shared.domain.roles import Role

ISSUED = "be.flankerend.notifications.notice-issued.v1"
SAMPLE = "be.flankerend.notifications.notice-sampled.v1"
CONTENT_TYPE = "application/cloudevents+json; charset=utf-8"
_SOURCE = "/notifications"


def event_of(notice: Notice, ready: Ready, *, link_of: Callable[[UUID], str] | None = None) -> str:
    """The event of a notice, of the same id at each attempt. ``link_of`` makes the link by which it is answered."""
    answer = link_of(notice.id) if link_of and ready.telling.acknowledged else None
    data = {
        "notification_id": notice.id,
        "recipient_role": ready.receiver.role,
        "contact_id": ready.receiver.contact_id,
        "template": notice.key.template,
        "template_version": notice.template_version,
        "about": notice.key.about,
        "purpose": ready.telling.purpose,
        "corrects": notice.corrects,
        "answer_link": answer,
        "fields": ready.shown,
    }
    correlation = {"correlationid": notice.origin.correlation_id} if notice.origin.correlation_id else {}
    return _event(notice.id, ISSUED, notice.created_at, subject=str(notice.key.about.id), data=data, **correlation)


def sample_event(event_id: UUID, now: datetime) -> str:
    """An event to try a webhook with; it tells of nobody."""
    data = {"notification_id": event_id, "recipient_role": Role.CLB, "template": "sample", "fields": {}}
    return _event(event_id, SAMPLE, now, subject=str(event_id), data=data)


def _event(
    event_id: UUID, kind: str, at: datetime, *, subject: str, data: Mapping[str, object], **extensions: str
) -> str:
    event = {
        "specversion": "1.0",
        "id": event_id,
        "source": _SOURCE,
        "type": kind,
        "subject": subject,
        "time": at,
        **extensions,
        "datacontenttype": "application/json",
        "data": data,
    }
    return orjson.dumps(event, default=_plain).decode()


def _plain(value: object) -> str:
    """Ids as the database driver gives them: of a class of its own, which orjson passes over."""
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(type(value))
