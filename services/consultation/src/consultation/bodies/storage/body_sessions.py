"""Sessions of consultation bodies, in the database."""

from dataclasses import fields
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from pydantic import TypeAdapter
from sqlalchemy.dialects.postgresql import insert

from consultation.bodies.domain.body_session import BodySession
from consultation.storage.body_tables import body_session
from shared.domain.errors import NotFound
from shared.runtime.batching import BatchingConnection

_SESSION: TypeAdapter[BodySession] = TypeAdapter(BodySession)
_NESTED = ("invited", "called", "replies", "present", "agenda", "documents", "decisions", "actions")
_NAMES = [field.name for field in fields(BodySession) if field.name != "events"]


class BodySessions:
    """Sessions by id, and by their body."""

    def __init__(self, connection: BatchingConnection) -> None:
        self._connection = connection

    async def get(self, body_id: UUID, session_id: UUID) -> BodySession:
        """The session of this body, locked until the transaction ends. Raises NotFound."""
        sessions = await self._select(_is(body_id, session_id), lock=True)
        if not sessions:
            raise NotFound("session", session_id)
        return sessions[0]

    async def find(self, body_id: UUID, session_id: UUID) -> BodySession | None:
        """The session; None if the body has no such session."""
        sessions = await self._select(_is(body_id, session_id))
        return sessions[0] if sessions else None

    async def with_id(self, session_id: UUID) -> BodySession | None:
        """The session of whichever body, locked until the transaction ends; None if there is none."""
        sessions = await self._select(body_session.c.session_id == session_id, lock=True)
        return sessions[0] if sessions else None

    async def of(self, body_id: UUID) -> list[BodySession]:
        """All sessions of a body, soonest first."""
        return await self._select(body_session.c.body_id == body_id)

    async def calling(self, contact_id: str, since: datetime) -> list[BodySession]:
        """The sessions to which this contact is called, and that end after `since`, soonest first."""
        is_called = body_session.c.called.contains([{"contact_id": contact_id}])
        return await self._select(is_called, body_session.c.ends_at > since)

    async def save(self, session: BodySession) -> None:
        """Store the session."""
        written = _SESSION.dump_python(session, mode="json", exclude={"events"})
        row = {name: written[name] if name in _NESTED else getattr(session, name) for name in _NAMES}
        row["status"] = session.status.value
        statement = insert(body_session).values(row)
        others = {name: statement.excluded[name] for name in row if name != "session_id"}
        await self._connection.execute(statement.on_conflict_do_update(index_elements=["session_id"], set_=others))

    async def purge(self, ended_before: datetime) -> int:
        """Remove the sessions that ended before this; how many there were."""
        result = await self._connection.execute(sa.delete(body_session).where(body_session.c.ends_at < ended_before))
        return result.rowcount

    async def _select(self, *conditions: sa.ColumnElement[bool], lock: bool = False) -> list[BodySession]:
        order = (body_session.c.starts_at, body_session.c.session_id)
        statement = sa.select(body_session).where(*conditions).order_by(*order)
        if lock:
            statement = statement.with_for_update()
        return [_session(row) for row in await self._connection.execute(statement)]


def _is(body_id: UUID, session_id: UUID) -> sa.ColumnElement[bool]:
    return sa.and_(body_session.c.body_id == body_id, body_session.c.session_id == session_id)


def _session(row: Any) -> BodySession:
    return _SESSION.validate_python({name: getattr(row, name) for name in _NAMES})
