"""Who can be given work: contacts of the directory, and whoever used casework."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from casework.domain.absence import WorkerNames
from casework.storage.tables import seen_subject
from shared.copies.contacts import Directory
from shared.domain.roles import Role

_SEEN = insert(seen_subject)
_NEW = {
    "last_seen": sa.func.greatest(_SEEN.excluded.last_seen, seen_subject.c.last_seen),
    "contact": sa.func.coalesce(_SEEN.excluded.contact, seen_subject.c.contact),
    "name": sa.func.coalesce(_SEEN.excluded.name, seen_subject.c.name),
}
_SEE = _SEEN.on_conflict_do_update(
    index_elements=[seen_subject.c.subject, seen_subject.c.role],
    set_=_NEW,
    where=sa.or_(*(seen_subject.c[column].is_distinct_from(value) for column, value in _NEW.items())),
)


@dataclass(frozen=True, slots=True)
class WorkingContact:
    """A contact of the directory: the role, and whether the contact is valid on the day that was asked about."""

    role: Role
    valid: bool


@dataclass(frozen=True, slots=True)
class SeenSubject:
    """The ``sub`` of a token that was seen, with its first role that can be given work.

    ``contact`` is None for a token without a contact, ``name`` for whoever never signed in to the pages.
    """

    subject: str
    role: Role
    contact: str | None
    name: str | None


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

    async def subjects_since(self, since: date) -> list[SeenSubject]:
        """The ``sub`` of each token that was seen on that day or later."""
        columns = seen_subject.c
        firsts = (sa.func.min(column).label(column.name) for column in (columns.role, columns.contact, columns.name))
        statement = sa.select(columns.subject, *firsts).where(columns.last_seen >= since).group_by(columns.subject)
        rows = await self._connection.execute(statement.order_by(columns.subject))
        return [SeenSubject(row.subject, Role(row.role), row.contact, row.name) for row in rows]

    async def names(self, subjects: Collection[str]) -> dict[str, str]:
        """What the issuer calls these people, by ``sub``, as far as they signed in to the pages."""
        columns = seen_subject.c
        statement = sa.select(columns.subject, sa.func.min(columns.name).label("name"))
        statement = statement.where(columns.subject.in_(sorted(subjects)), columns.name.is_not(None))
        rows = await self._connection.execute(statement.group_by(columns.subject))
        return {row.subject: row.name for row in rows}

    async def same_persons(self) -> WorkerNames:
        """Which ``sub`` is which contact, as far as tokens said so."""
        columns = seen_subject.c
        statement = sa.select(columns.subject, sa.func.min(columns.contact).label("contact"))
        rows = await self._connection.execute(statement.where(columns.contact.is_not(None)).group_by(columns.subject))
        return WorkerNames({row.subject: row.contact for row in rows})

    async def able(self, roles: Collection[Role], today: date, *, seen_since: date) -> frozenset[str]:
        """Everybody who can be given work: valid contacts of these roles, and each ``sub`` seen since a day.

        But for a ``sub`` whose contact is in the directory: then the contact counts.
        """
        subjects = await self.subjects_since(seen_since)
        named = {item.contact for item in subjects if item.contact}
        contacts = await self._directory.named(named, roles, today)
        in_directory = {item.contact_id for item in contacts}
        valid = {item.contact_id for item in contacts if item.valid and item.role in roles}
        return frozenset(valid | {item.subject for item in subjects if item.contact not in in_directory})

    async def see(
        self,
        subject: str,
        roles: Collection[Role],
        *,
        on: date,
        forget_before: date,
        contact: str | None = None,
        name: str | None = None,
    ) -> None:
        """A token of this ``sub`` was seen with these roles; what was seen last before a day is forgotten."""
        await self._connection.execute(sa.delete(seen_subject).where(seen_subject.c.last_seen < forget_before))
        person = {"subject": subject, "last_seen": on, "contact": contact, "name": name}
        rows = [person | {"role": role} for role in sorted(roles)]
        await self._connection.execute(_SEE, rows)
