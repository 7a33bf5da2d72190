"""The notices: the delivery log and the send queue."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection

from notifications.domain.about import About
from notifications.domain.notice import Notice
from notifications.domain.vocabulary import Status
from notifications.storage.notice_rows import notice_of, row_of
from notifications.storage.tables import notice as table

_PENDING = sa.text("notice.status IN ('queued', 'deferred')")  # as the index has it


def _next_due() -> sa.Select[Any]:
    """The first notice that is due, unless an earlier notice about the same thing is on its way to the receiver."""
    earlier = table.alias("earlier")
    is_first = ~sa.exists().where(
        earlier.c.about_id == table.c.about_id,
        earlier.c.about_kind == table.c.about_kind,
        earlier.c.slot == table.c.slot,
        earlier.c.position < table.c.position,
        earlier.c.status.in_(["queued", "sending", "deferred"]),
    )
    return (
        sa.select(table)
        .where(
            _PENDING,
            table.c.due_at <= sa.bindparam("real_now", type_=table.c.due_at.type),
            table.c.channel == sa.bindparam("of_channel", type_=table.c.channel.type),
            is_first,
        )
        .order_by(table.c.due_at, table.c.position)
        .limit(1)
        .with_for_update(skip_locked=True, of=table)
    )


# Made once: these run for every notice.
_ABOUT = sa.func.unnest(sa.bindparam("abouts", type_=ARRAY(sa.Text))).column_valued("about")
_LOCK = sa.select(sa.func.pg_advisory_xact_lock(sa.func.hashtextextended(_ABOUT, 0)))
_OF = (
    sa.select(table)
    .where(table.c.about_id == sa.bindparam("id"), table.c.about_kind == sa.bindparam("kind"))
    .order_by(table.c.position)
    .with_for_update()
)
_GET = sa.select(table).where(table.c.id == sa.bindparam("notice_id")).with_for_update()
_ADD = sa.insert(table)
_NEXT_DUE = _next_due()
_SAVE = sa.update(table).where(table.c.id == sa.bindparam("notice_id"))
_LAPSED = (
    sa.select(table.c.about_kind, table.c.about_id)
    .where(sa.text("notice.status = 'sending'"), table.c.lease_until <= sa.bindparam("real_now"))
    .distinct()
)


class Notices:
    """Repository of notices. ``anything_due`` is set when something may be handed over after the commit."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self._locked: set[About] = set()
        self.anything_due = False

    async def lock(self, *abouts: About) -> None:
        """Let no other transaction decide about the same things until this transaction ends; again does nothing."""
        new = sorted({f"{about.kind}:{about.id}" for about in abouts if about not in self._locked})
        if new:
            await self._connection.execute(_LOCK, {"abouts": new})
            self._locked.update(abouts)

    async def of(self, about: About) -> list[Notice]:
        """All notices about a thing, oldest first, locked."""
        return await self._select(_OF, id=about.id, kind=about.kind)

    async def get(self, notice_id: UUID) -> Notice | None:
        """The notice, locked; None if there is no such notice."""
        return next(iter(await self._select(_GET, notice_id=notice_id)), None)

    async def read(self, notice_ids: Collection[UUID]) -> list[Notice]:
        """These notices, as they are now, not locked."""
        if not notice_ids:
            return []
        return await self._select(sa.select(table).where(table.c.id.in_(notice_ids)).order_by(table.c.position))

    async def add(self, *notices: Notice) -> None:
        """Queue new notices."""
        await self._connection.execute(_ADD, [row_of(notice) for notice in notices])
        self.anything_due = True

    async def save(self, notice: Notice) -> None:
        """Store what became of a notice; the unit of work calls it."""
        await self._connection.execute(_SAVE, {"notice_id": notice.id, **row_of(notice)})
        if notice.status is Status.QUEUED and notice.waiting_for is None:
            self.anything_due = True

    async def release(self, fact: str, real_now: datetime) -> None:
        """Let notices that wait for this fact (a pattern of LIKE) have their turn.

        A notice that a worker looks at just now is passed over: the worker looks again soon by itself.
        """
        waiting = (
            sa.select(table.c.id)
            .where(table.c.waiting_for.like(fact), table.c.due_at > real_now)
            .with_for_update(skip_locked=True)
        )
        released = await self._connection.execute(
            sa.update(table).where(table.c.id.in_(waiting)).values(due_at=real_now)
        )
        self.anything_due = self.anything_due or released.rowcount > 0

    async def claim(self, channel: str, real_now: datetime) -> Notice | None:
        """The next notice of this channel that is due, locked; None if nothing is due.

        A notice that another worker has is passed over. Notices about the same thing for the same receiver go in the
        order they were made.
        """
        return next(iter(await self._select(_NEXT_DUE, real_now=real_now, of_channel=channel)), None)

    async def lapsed(self, real_now: datetime) -> list[About]:
        """What the notices are about whose worker did not finish in time."""
        rows = await self._connection.execute(_LAPSED, {"real_now": real_now})
        return [About(kind, about_id) for kind, about_id in rows]

    async def backlog(self) -> tuple[int, float]:
        """How many notices are not yet handed over, and the age of the oldest in seconds."""
        oldest = sa.func.min(table.c.queued_at)
        age = sa.func.coalesce(sa.extract("epoch", sa.func.now() - oldest), 0)
        statement = sa.select(sa.func.count(), age).where(_PENDING)
        count, age_s = (await self._connection.execute(statement)).one()
        return int(count), float(age_s)

    async def _select(self, statement: sa.Select[Any], **values: object) -> list[Notice]:
        return [notice_of(row) for row in await self._connection.execute(statement, values)]
