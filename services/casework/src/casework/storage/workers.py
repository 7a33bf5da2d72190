"""Who can be given work: contacts of the directory, and whoever used casework."""

from collections.abc import Collection
from datetime import date

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from casework.application.workers import WorkingContact
from casework.storage.tables import seen_subject
from shared.domain.roles import Role
from shared.runtime.directory import Directory

_SEEN = insert(seen_subject)
_SEE = _SEEN.on_conflict_do_update(
    index_elements=[seen_subject.c.subject, seen_subject.c.role],
    set_={"last_seen": _SEEN.excluded.last_seen},
    where=seen_subject.c.last_seen < _SEEN.excluded.last_seen,
)


class Workers:
    """The copy of the directory, and the subjects of tokens with their roles and the last day of each."""

    def __init__(self, connection: AsyncConnection, directory: Directory) -> None:
        self._connection = connection
        self._directory = directory

    async def contact(self, contact_id: str, on: date) -> WorkingContact | None:
        known = await self._directory.find(contact_id, on)
        return WorkingContact(known.role, known.valid) if known else None

    async def seen_since(self, subject: str, since: date) -> bool:
        is_known = sa.exists().where(seen_subject.c.subject == subject, seen_subject.c.last_seen >= since)
        return bool((await self._connection.execute(sa.select(is_known))).scalar_one())

    async def see(self, subject: str, roles: Collection[Role], on: date, forget_before: date) -> None:
        await self._connection.execute(sa.delete(seen_subject).where(seen_subject.c.last_seen < forget_before))
        rows = [{"subject": subject, "role": role, "last_seen": on} for role in sorted(roles)]
        await self._connection.execute(_SEE, rows)
