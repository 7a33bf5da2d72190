"""The notices: the delivery log and the send queue."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from notifications.domain.about import About
from notifications.domain.notice import Notice
from notifications.domain.vocabulary import Channel, Status
from notifications.storage.notice_rows import CHANGING_COLUMNS, COLUMNS, changes_of, notice_of, row_of
from notifications.storage.tables import notice as table
from notifications.storage.waiting import Waiting
from shared.messaging.locks import lock
from shared.runtime.batching import BatchingConnection, as_json, rows_of

_PENDING = sa.text("notice.status IN ('queued', 'deferred')")  # as the index has it
_UNDER_WAY = ("queued", "sending", "deferred")


def _is_due() -> sa.ColumnElement[bool]:
    of_channel = table.c.channel == sa.bindparam("of_channel", type_=table.c.channel.type)
    return sa.and_(_PENDING, table.c.due_at <= sa.bindparam("real_now", type_=table.c.due_at.type), of_channel)


def _next_due() -> sa.Select[Any]:
    """The first notices that are due, unless an earlier notice about the same thing is to reach the same receiver.

    An earlier notice that waits for its hours, or for a digest, keeps no other waiting. Of a bundle it is the first.
    """
    earlier, of_bundle = table.alias("earlier"), table.alias("of_bundle")
    lets_others_go = sa.and_(
        sa.func.split_part(earlier.c.waiting_for, ":", 1).in_(["hours", "digest"]),
        earlier.c.due_at > sa.bindparam("real_now", type_=table.c.due_at.type),
    )
    is_first = ~sa.exists().where(
        earlier.c.about_id == table.c.about_id,
        earlier.c.about_kind == table.c.about_kind,
        earlier.c.slot == table.c.slot,
        earlier.c.position < table.c.position,
        earlier.c.status.in_(_UNDER_WAY),
        sa.or_(earlier.c.waiting_for.is_(None), ~lets_others_go),
    )
    leads = sa.or_(
        table.c.bundle_id.is_(None),
        ~sa.exists().where(
            of_bundle.c.bundle_id == table.c.bundle_id,
            of_bundle.c.position < table.c.position,
            of_bundle.c.status.in_(_UNDER_WAY),
        ),
    )
    return (
        sa.select(table)
        .where(_is_due(), is_first, leads)
        .order_by(table.c.due_at, table.c.position)
        .limit(sa.bindparam("most", type_=sa.Integer))
        .with_for_update(skip_locked=True, of=table)
    )


# Made once: these run for every batch.
_OF = (
    sa.select(table)
    .where(table.c.about_id == sa.any_(sa.bindparam("ids", type_=ARRAY(table.c.about_id.type))))
    .order_by(table.c.position)
    .with_for_update()
)
_GET = sa.select(table).where(table.c.id == sa.bindparam("notice_id")).with_for_update()
_OF_MESSAGE = (
    sa.select(table)
    .where(sa.or_(table.c.id == sa.bindparam("message_id"), table.c.bundle_id == sa.bindparam("message_id")))
    .order_by(table.c.position)
)
_READ = (
    sa.select(table)
    .where(table.c.id == sa.any_(sa.bindparam("ids", type_=ARRAY(table.c.id.type))))
    .order_by(table.c.position)
)
# The notices, what they correct, what that corrects, ...
_CHAIN = (
    sa.select(table.c.id, table.c.corrects)
    .where(table.c.id == sa.any_(sa.bindparam("ids", type_=ARRAY(table.c.id.type))))
    .cte("chain", recursive=True)
)
_CORRECTED = sa.select(table.c.id, table.c.corrects).where(table.c.id == sa.any_(_CHAIN.c.corrects))
_READ_CHAINS = (
    sa.select(table).where(table.c.id.in_(sa.select(_CHAIN.union(_CORRECTED).c.id))).order_by(table.c.position)
)
_NEXT_DUE = _next_due()
_OF_BUNDLES = table.c.bundle_id == sa.any_(sa.bindparam("bundles", type_=ARRAY(table.c.bundle_id.type)))
_THE_REST = sa.select(table).where(_OF_BUNDLES, _PENDING).order_by(table.c.position).with_for_update(skip_locked=True)
_UNDER_WAY_BY_BUNDLE = (
    sa.select(table.c.bundle_id, sa.func.count().label("under_way"))
    .where(_OF_BUNDLES, table.c.status.in_(_UNDER_WAY))
    .group_by(table.c.bundle_id)
)
_ADDED, _SAVED = rows_of(table, "added"), rows_of(table, "saved")
_ADD = sa.insert(table).from_select(list(COLUMNS), sa.select(*(_ADDED.c[name] for name in COLUMNS)))
_SAVE = sa.update(table).where(table.c.id == _SAVED.c.id).values({name: _SAVED.c[name] for name in CHANGING_COLUMNS})
_OVERDUE = sa.text("""
    SELECT way AS channel, NULL AS about_kind, CAST(NULL AS uuid) AS about_id
    FROM unnest(CAST(:channels AS text[])) AS way
    WHERE EXISTS (
        SELECT FROM notice WHERE status IN ('queued', 'deferred') AND due_at <= :real_now AND channel = way
    )
    UNION ALL
    SELECT DISTINCT NULL, about_kind, about_id FROM notice WHERE status = 'sending' AND lease_until <= :real_now
""").bindparams(sa.bindparam("real_now", type_=table.c.due_at.type))


class Notices:
    """Repository of notices. ``anything_due`` is set when something may be handed over after the commit.

    What is added, saved and released is kept back, and written together.
    """

    def __init__(self, connection: BatchingConnection) -> None:
        self._connection = connection
        self._locked: set[About] = set()
        self._loaded: dict[About, list[Notice]] = {}
        self._added: dict[UUID, Notice] = {}
        self._saved: dict[UUID, Notice] = {}
        self._due_channels: set[str] = set()
        connection.keeps_back(self._write)
        self._waiting = Waiting(connection)

    @property
    def anything_due(self) -> bool:
        """Whether this transaction makes that something may be handed over."""
        return bool(self._due_channels) or self._waiting.any_released

    @property
    def due_channels(self) -> set[str]:
        """By which channels. What waited goes by mail as a rule: the sweep finds the rest in a moment."""
        return self._due_channels | ({Channel.EMAIL.value} if self._waiting.any_released else set())

    async def lock(self, *abouts: About) -> None:
        """Let no other transaction decide about the same things until this transaction ends; again does nothing."""
        await lock(self._connection, {f"{about.kind}:{about.id}" for about in abouts if about not in self._locked})
        self._locked.update(abouts)

    async def load(self, abouts: Collection[About]) -> None:
        """Lock these things, and read all notices about them at once, for ``of``."""
        await self.lock(*abouts)
        missing = {about: list[Notice]() for about in abouts if about not in self._loaded}
        if missing:
            for notice in await self._select(_OF, ids=[about.id for about in missing]):
                if notice.key.about in missing:
                    missing[notice.key.about].append(notice)
            self._loaded |= missing

    async def of(self, about: About) -> list[Notice]:
        """All notices about a thing, oldest first, locked."""
        if about not in self._loaded:
            await self.load([about])
        return list(self._loaded[about])

    async def get(self, notice_id: UUID) -> Notice | None:
        """The notice, locked; None if there is no such notice."""
        return next(iter(await self._select(_GET, notice_id=notice_id)), None)

    async def of_message(self, message_id: UUID) -> list[Notice]:
        """The notices that a message told, oldest first, not locked: one that goes alone has the id of its message."""
        return await self._select(_OF_MESSAGE, message_id=message_id)

    async def read(self, notice_ids: Collection[UUID]) -> list[Notice]:
        """These notices, as they are now, not locked."""
        return await self._select(_READ, ids=list(notice_ids)) if notice_ids else []

    async def read_chains(self, notice_ids: Collection[UUID]) -> list[Notice]:
        """These notices with all that they correct, however often that was corrected; oldest first, not locked."""
        return await self._select(_READ_CHAINS, ids=list(notice_ids)) if notice_ids else []

    def add(self, *notices: Notice) -> None:
        """Queue new notices."""
        for notice in notices:
            self._added[notice.id] = notice
            if notice.key.about in self._loaded:
                self._loaded[notice.key.about].append(notice)
            self._due_channels.add(notice.channel)

    def save(self, notice: Notice) -> None:
        """Store what became of a notice; the unit of work calls it."""
        (self._added if notice.id in self._added else self._saved)[notice.id] = notice
        if notice.status is Status.QUEUED and notice.waiting_for is None:
            self._due_channels.add(notice.channel)

    def look_again(self) -> None:
        """A notice that had to wait for another may go now."""
        self._due_channels.add(Channel.EMAIL)

    def release(self, fact: str, real_now: datetime) -> None:
        """Let notices that wait for this fact have their turn.

        A notice that a worker looks at just now is passed over: the worker looks again soon by itself.
        """
        self._waiting.release(fact, real_now)

    def release_kind(self, kind: str, real_now: datetime) -> None:
        """The same for notices that wait for whatever fact of this kind, such as `role`."""
        self._waiting.release_kind(kind, real_now)

    async def claim(self, channel: str, real_now: datetime, *, most: int) -> list[Notice]:
        """Up to ``most`` notices of this channel that are due, locked, the first due in front.

        A notice that another worker has is passed over. Notices about the same thing for the same receiver go in the
        order they were made: at most one at a time. With the first notice of a bundle come all of the bundle.
        """
        claimed = await self._select(_NEXT_DUE, real_now=real_now, of_channel=channel, most=most)
        bundles = {notice.bundle_id for notice in claimed if notice.bundle_id}
        return await self._with_bundles(claimed, bundles) if bundles else claimed

    async def _with_bundles(self, claimed: Sequence[Notice], bundles: Collection[UUID]) -> list[Notice]:
        """In the place of the first notice of each bundle the whole bundle, if nobody else has a part of it."""
        rows = await self._connection.execute(_UNDER_WAY_BY_BUNDLE, {"bundles": list(bundles)})
        under_way = {row.bundle_id: row.under_way for row in rows}
        whole: dict[UUID | None, list[Notice]] = {bundle_id: [] for bundle_id in bundles}
        for notice in await self._select(_THE_REST, bundles=list(bundles)):
            whole[notice.bundle_id].append(notice)
        return [
            notice
            for first in claimed
            for notice in (whole[first.bundle_id] if first.bundle_id else [first])
            if first.bundle_id is None or len(whole[first.bundle_id]) == under_way[first.bundle_id]
        ]

    async def overdue(self, channels: Collection[str], real_now: datetime) -> tuple[set[str], list[About]]:
        """Which of these channels have a notice that is due, and what the notices of lost workers are about.

        A notice that is due may be with a worker already. A worker is lost when it did not finish in time.
        """
        rows = (await self._connection.execute(_OVERDUE, {"channels": list(channels), "real_now": real_now})).all()
        due = {row.channel for row in rows if row.channel}
        return due, [About(row.about_kind, row.about_id) for row in rows if row.about_id]

    async def unanswered(self, now: datetime, *, most: int) -> list[About]:
        """What the notices are about that should have been answered by now, and were not; up to so many things."""
        awaited = sa.and_(
            table.c.answer_by <= now,
            table.c.acknowledged_at.is_(None),
            table.c.unanswered_at.is_(None),
            table.c.status == Status.SENT,
        )
        statement = sa.select(table.c.about_kind, table.c.about_id).where(awaited).distinct().limit(most)
        return [About(row.about_kind, row.about_id) for row in await self._connection.execute(statement)]

    async def backlog(self) -> tuple[int, float]:
        """How many notices are not yet handed over, and the age of the oldest in seconds."""
        oldest = sa.func.min(table.c.queued_at)
        age = sa.func.coalesce(sa.extract("epoch", sa.func.now() - oldest), 0)
        statement = sa.select(sa.func.count().label("waiting"), age.label("age_s")).where(_PENDING)
        row = (await self._connection.execute(statement)).one()
        return int(row.waiting), float(row.age_s)

    async def _select(self, statement: sa.Select[Any], **values: object) -> list[Notice]:
        return [notice_of(row) for row in await self._connection.execute(statement, values)]

    async def _write(self) -> None:
        added, self._added = self._added, {}
        saved, self._saved = self._saved, {}
        if added:
            await self._connection.execute(_ADD, {"added": as_json(map(row_of, added.values()))})
        if saved:
            await self._connection.execute(_SAVE, {"saved": as_json(map(changes_of, saved.values()))})
