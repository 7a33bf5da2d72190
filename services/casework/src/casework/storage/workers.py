"""Who can be given work: contacts of the directory, and whoever used casework."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from casework.storage.tables import seen_subject
from shared.copies.contacts import Directory
from shared.domain.roles import Role

_SEEN = insert(seen_subject)
_SEE = _SEEN.on_conflict_do_update(
    index_elements=[seen_subject.c.subject, seen_subject.c.role],
    set_={"last_seen": _SEEN.excluded.last_seen},
    where=seen_subject.c.last_seen < _SEEN.excluded.last_seen,
)


@dataclass(frozen=True, slots=True)
class WorkingContact:
    """A contact of the directory: the role, and whether the contact is valid on the day that was asked about."""

    role: Role
    valid: bool


class Workers:
    """The copy of the directory, and the subjects of tokens with their roles and the last day of each."""

    def __init__(self, connection: AsyncConnection, directory: Directory) -> None:
        self._connection = connection
        self._directory = directory

    async def contact(self, contact_id: str, on: date) -> WorkingContact | None:
        """The contact of exactly this id, valid on that day or not; None without."""
        contact = await self._directory.find(contact_id, on)
        return WorkingContact(contact.role, contact.valid) if contact else None

    async def seen_since(self, subject: str, since: date) -> bool:
        """Whether a token of this ``sub`` was seen on that day or later, with a role that can be given work."""
        is_known = sa.exists().where(seen_subject.c.subject == subject, seen_subject.c.last_seen >= since)
        return bool((await self._connection.execute(sa.select(is_known))).scalar_one())

    async def subjects_since(self, since: date) -> list[tuple[str, Role]]:
        """The ``sub`` of each token that was seen on that day or later, with its first role that can be given work."""
        statement = sa.select(seen_subject.c.subject, sa.func.min(seen_subject.c.role).label("role"))
        statement = statement.where(seen_subject.c.last_seen >= since).group_by(seen_subject.c.subject)
        rows = await self._connection.execute(statement.order_by(seen_subject.c.subject))
        return [(row.subject, Role(row.role)) for row in rows]

    async def see(self, subject: str, roles: Collection[Role], *, on: date, forget_before: date) -> None:
        """A token of this ``sub`` was seen with these roles; what was seen last before a day is forgotten."""
        await self._connection.execute(sa.delete(seen_subject).where(seen_subject.c.last_seen < forget_before))
        rows = [{"subject": subject, "role": role, "last_seen": on} for role in sorted(roles)]
        await self._connection.execute(_SEE, rows)
