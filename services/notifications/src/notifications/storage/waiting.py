"""Notices that wait for a fact have their turn when it arrives."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from notifications.storage.tables import notice as table
from shared.runtime.batching import BatchingConnection


def _release(waits: sa.ColumnElement[bool]) -> sa.Update:
    real_now = sa.bindparam("real_now", type_=table.c.due_at.type)
    waiting = sa.select(table.c.id).where(waits, table.c.due_at > real_now).with_for_update(skip_locked=True)
    return sa.update(table).where(table.c.id.in_(waiting)).values(due_at=real_now)


_FACTS = table.c.waiting_for == sa.any_(sa.bindparam("facts", type_=ARRAY(sa.Text)))
_KINDS = table.c.waiting_for.like(sa.any_(sa.bindparam("kinds", type_=ARRAY(sa.Text))))
_OF_FACTS = _release(_FACTS)
_OF_FACTS_AND_KINDS = _release(sa.or_(_FACTS, _KINDS))


class Waiting:
    """What is released is kept back, and released in one statement."""

    def __init__(self, connection: BatchingConnection) -> None:
        self._connection = connection
        self._facts: set[str] = set()
        self._kinds: set[str] = set()
        self._real_now: datetime | None = None
        self.any_released = False
        connection.keeps_back(self._write)

    def release(self, fact: str, real_now: datetime) -> None:
        """Whatever waits for this fact is due from ``real_now`` on."""
        self._facts.add(fact)
        self._real_now = real_now

    def release_kind(self, kind: str, real_now: datetime) -> None:
        """Whatever waits for a fact of this kind is due from ``real_now`` on."""
        self._kinds.add(f"{kind}:%")
        self._real_now = real_now

    async def _write(self) -> None:
        if not self._facts and not self._kinds:
            return
        values: dict[str, object] = {"facts": sorted(self._facts), "real_now": self._real_now}
        statement = _OF_FACTS
        if self._kinds:
            statement = _OF_FACTS_AND_KINDS
            values["kinds"] = sorted(self._kinds)
        self._facts, self._kinds = set(), set()
        released = await self._connection.execute(statement, values)
        self.any_released = self.any_released or released.rowcount > 0
