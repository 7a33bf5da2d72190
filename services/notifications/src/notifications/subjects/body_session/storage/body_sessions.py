"""What arrived about sessions of consultation bodies."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from notifications.domain.labels import Appointment
from notifications.storage.origins import origin_columns, origin_of
from notifications.subjects.body_session.domain.story import Guest, SessionStory, SessionVersion
from notifications.subjects.body_session.storage.tables import body_session_version as table
from shared.domain.roles import Role
from shared.runtime.batching import BatchingConnection
from shared.runtime.clock import BRUSSELS


class BodySessions:
    """Repository of session stories."""

    def __init__(self, connection: BatchingConnection) -> None:
        self._connection = connection
        self._versions: dict[UUID, dict[int, SessionVersion]] = {}

    async def load(self, item_ids: Collection[UUID]) -> None:
        """Read at once what arrived about these sessions."""
        new = [session_id for session_id in item_ids if session_id not in self._versions]
        if not new:
            return
        versions: dict[UUID, dict[int, SessionVersion]] = defaultdict(dict)
        for row in await self._connection.execute(sa.select(table).where(table.c.session_id.in_(new))):
            versions[row.session_id][row.sequence] = _version(row)
        self._versions |= {session_id: versions[session_id] for session_id in new}

    async def add(self, session_id: UUID, version: SessionVersion) -> None:
        """Keep a version; a version that is known already changes nothing."""
        row = {"session_id": session_id, **_row(version)}
        await self._connection.execute(insert(table).values(row).on_conflict_do_nothing())
        if session_id in self._versions:
            self._versions[session_id].setdefault(version.sequence, version)

    async def story(self, item_id: UUID) -> SessionStory:
        """All that arrived about a session, perhaps nothing."""
        await self.load([item_id])
        return SessionStory(item_id, tuple(version for _, version in sorted(self._versions[item_id].items())))

    async def forget_person(self, person_id: UUID) -> None:
        """Nothing is kept of pupils here."""

    async def forget_erased(self) -> None:
        """Nor is there anything of those who were erased."""

    async def purge(self, ended_before: datetime) -> None:
        """Remove the versions of sessions that ended before, wherever the session moved since."""
        lasting = sa.select(table.c.session_id).where(table.c.ends_at >= ended_before)
        await self._connection.execute(sa.delete(table).where(table.c.session_id.not_in(lasting)))


def _row(version: SessionVersion) -> dict[str, Any]:
    return {
        "sequence": version.sequence,
        "is_cancelled": version.is_cancelled,
        "body_id": version.body_id,
        "body": version.body,
        "starts_at": version.appointment.starts_at,
        "ends_at": version.appointment.ends_at,
        "place": version.appointment.place,
        "guests": [[guest.contact_id, guest.role] for guest in version.guests],
        "ical_uid": version.ical_uid,
        "ical_sequence": version.ical_sequence,
        **origin_columns(version.origin),
    }


def _version(row: Any) -> SessionVersion:
    return SessionVersion(
        sequence=row.sequence,
        is_cancelled=row.is_cancelled,
        body_id=row.body_id,
        body=row.body,
        appointment=Appointment(row.starts_at.astimezone(BRUSSELS), row.ends_at.astimezone(BRUSSELS), row.place),
        guests=tuple(Guest(contact_id, Role(role)) for contact_id, role in row.guests),
        ical_uid=row.ical_uid,
        ical_sequence=row.ical_sequence,
        origin=origin_of(row),
    )
