"""What is kept of mails that came back, and the invitations that calendars answer."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from notifications.incoming.domain.arrived import CalendarAnswer, Kept, Kind
from notifications.incoming.storage.tables import incoming
from shared.runtime.clock import BRUSSELS

# Of each meeting and each session of a body the last invitation that this address got. A series has one UID: without
# RECURRENCE-ID all of it.
_INVITED = sa.text("""
    SELECT DISTINCT ON (notice.about_id) notice.id AS notification_id, notice.about_id AS meeting_id, notice.contact_id,
        (SELECT min(other.contact_id) FROM directory_contact AS other WHERE lower(other.email) = lower(:delegate))
            AS delegate
    FROM notice
    JOIN directory_contact AS contact ON contact.contact_id = notice.contact_id
    WHERE notice.about_kind IN ('meeting', 'body-session') AND notice.sent_at IS NOT NULL
        AND lower(contact.email) = lower(:address)
        AND (
            EXISTS (
                SELECT FROM meeting_version AS version
                WHERE version.meeting_id = notice.about_id AND version.ical_uid = :uid
                    AND (version.fixed_for = :session OR CAST(:session AS timestamptz) IS NULL)
            ) OR EXISTS (
                SELECT FROM body_session_version AS version
                WHERE version.session_id = notice.about_id AND version.ical_uid = :uid
            )
        )
    ORDER BY notice.about_id, notice.position DESC
""").bindparams(
    sa.bindparam("session", type_=sa.TIMESTAMP(timezone=True)),
    sa.bindparam("delegate", type_=sa.Text),
    sa.bindparam("address", type_=sa.Text),
)


@dataclass(frozen=True, slots=True)
class Invited:
    """Who was invited to which meeting, by which notice; and the contact with the address of a delegate."""

    notification_id: UUID
    meeting_id: UUID
    contact_id: str
    delegate: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """A mail with its place in the list."""

    kept: Kept
    position: int


class Arrivals:
    """Repository of what came back."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def is_there(self, key: str) -> bool:
        """Whether this mail was taken in before."""
        return bool(await self._connection.scalar(sa.select(sa.exists().where(incoming.c.key == key))))

    async def add(self, kept: Kept) -> bool:
        """Keep it; False if another process has taken in the same mail."""
        values = {**_values(kept), "kind": kept.kind.value}
        statement = insert(incoming).values(values).on_conflict_do_nothing().returning(incoming.c.id)
        return await self._connection.scalar(statement) is not None

    async def invited(self, answer: CalendarAnswer) -> list[Invited]:
        """The invitations that an answer may be to: several only where a whole series is answered."""
        asked = {
            "uid": answer.uid,
            "session": answer.recurrence_id,
            "address": answer.address,
            "delegate": answer.delegate,
        }
        rows = await self._connection.execute(_INVITED, asked)
        return [Invited(row.notification_id, row.meeting_id, row.contact_id, row.delegate) for row in rows]

    async def page(self, before: int | None, limit: int, *, kind: Kind | None, is_matched: bool | None) -> list[Row]:
        """Up to ``limit`` mails, newest first, of those before this position where it is given."""
        statement = sa.select(incoming).order_by(incoming.c.position.desc()).limit(limit)
        if before is not None:
            statement = statement.where(incoming.c.position < before)
        if kind is not None:
            statement = statement.where(incoming.c.kind == kind.value)
        if is_matched is not None:
            statement = statement.where(incoming.c.notification_id.is_not(None) == is_matched)
        return [Row(_kept(row), row.position) for row in await self._connection.execute(statement)]

    async def purge(self, before: datetime) -> int:
        """Remove what arrived before; how many rows that were."""
        return (await self._connection.execute(sa.delete(incoming).where(incoming.c.arrived_at < before))).rowcount


def _values(kept: Kept) -> dict[str, Any]:
    return {
        "id": kept.id,
        "key": kept.key,
        "sender": kept.sender,
        "arrived_at": kept.arrived_at,
        "notification_id": kept.notification_id,
        "code": kept.code,
    }


def _kept(row: Any) -> Kept:
    return Kept(
        id=row.id,
        key=row.key,
        kind=Kind(row.kind),
        sender=row.sender,
        arrived_at=row.arrived_at.astimezone(BRUSSELS),
        notification_id=row.notification_id,
        code=row.code,
    )
