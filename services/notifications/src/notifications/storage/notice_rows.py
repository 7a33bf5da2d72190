"""A notice as a row and back."""

from datetime import datetime
from typing import Any

from notifications.domain.about import About
from notifications.domain.notice import Notice, NoticeKey
from notifications.domain.vocabulary import NoticeAnswer, Status
from notifications.storage.origins import origin_columns, origin_of
from notifications.storage.tables import notice as table
from shared.domain.roles import Role
from shared.runtime.clock import BRUSSELS

_PLAIN = (
    "template_version",
    "contact_id",
    "waiting_for",
    "attempt",
    "in_doubt",
    "reason",
    "due_at",
    "queued_at",
    "lease_until",
    "version",
    "channel",
    "bundle_id",
)
_FOR_GOOD = ("template_version", "created_at")
_DOMAIN_TIMES = (
    "created_at",
    "waiting_since",
    "first_tried_at",
    "sent_at",
    "acknowledged_at",
    "answer_by",
    "unanswered_at",
    "digest_at",
    "printed_at",
)


_CHANGING = tuple(name for name in (*_PLAIN, *_DOMAIN_TIMES) if name not in _FOR_GOOD)
COLUMNS = tuple(column.name for column in table.columns if not column.identity)
CHANGING_COLUMNS = ("recipient_role", "status", "answer", *_CHANGING)


def row_of(notice: Notice) -> dict[str, Any]:
    """The columns of a notice."""
    return {
        "template": notice.key.template,
        "about_kind": notice.key.about.kind,
        "about_id": notice.key.about.id,
        "occasion": notice.key.occasion,
        "slot": notice.key.slot,
        "role": notice.role,
        "corrects": list(notice.corrects),
        **{name: getattr(notice, name) for name in _FOR_GOOD},
        **changes_of(notice),
        **origin_columns(notice.origin),
    }


def changes_of(notice: Notice) -> dict[str, Any]:
    """The id of a notice, and its columns that may change."""
    changing = {name: getattr(notice, name) for name in _CHANGING}
    settled = {"recipient_role": notice.recipient_role, "status": notice.status, "answer": notice.answer}
    return {"id": notice.id, **settled, **changing}


def notice_of(row: Any) -> Notice:
    """The notice in a row; the domain's times in Europe/Brussels."""
    about = About(row.about_kind, row.about_id)
    return Notice(
        id=row.id,
        key=NoticeKey(row.template, about, row.occasion, row.slot),
        role=Role(row.role),
        origin=origin_of(row),
        recipient_role=Role(row.recipient_role) if row.recipient_role else None,
        corrects=tuple(row.corrects),
        status=Status(row.status),
        answer=NoticeAnswer(row.answer) if row.answer else None,
        **_plain(row),
    )


def _plain(row: Any) -> dict[str, Any]:
    columns = {name: getattr(row, name) for name in _PLAIN}
    return {**columns, **{name: _local(getattr(row, name)) for name in _DOMAIN_TIMES}}


def _local(moment: datetime | None) -> datetime | None:
    return moment.astimezone(BRUSSELS) if moment else None
