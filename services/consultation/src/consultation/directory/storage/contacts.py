"""The directory in the database."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from consultation.directory.domain.contact_query import ContactQuery
from consultation.directory.storage.availability_json import availability_from, availability_json, closures_from
from consultation.domain.audience import Audience
from consultation.domain.busy import Busy
from consultation.domain.contact import Contact, ContactDetails
from consultation.storage.tables import contact, contact_busy, organisation
from shared.domain.errors import NotFound
from shared.domain.roles import Role
from shared.runtime.batching import BatchingConnection

_LOADING = 0x0C04_7AC7  # advisory lock: one at a time adds to the directory

_CHANGED = sa.text(
    "INSERT INTO agenda AS kept (name, version) VALUES ('directory', 1)"
    " ON CONFLICT (name) DO UPDATE SET version = kept.version + 1"
)


_BUSY = sa.select(contact_busy.c.minutes).where(contact_busy.c.contact_id == contact.c.contact_id).scalar_subquery()
_CLOSURES = (
    sa.select(organisation.c.closures)
    .where(organisation.c.organisation_id == contact.c.organisation_id)
    .scalar_subquery()
)
_CONTACTS = sa.select(contact, _BUSY.label("busy"), _CLOSURES.label("closures")).order_by(contact.c.contact_id)


class Contacts:
    """The directory: contacts by id, by role, by school."""

    def __init__(self, connection: BatchingConnection) -> None:
        self._connection = connection
        self._is_changed = False
        connection.keeps_back(self._note_change)

    async def get(self, contact_id: str) -> Contact:
        """The contact, locked until the transaction ends. Raises NotFound."""
        contacts = await self._select(contact.c.contact_id == contact_id, lock=True)
        if not contacts:
            raise NotFound("contact", contact_id)
        return contacts[0]

    async def find(self, contact_id: str) -> Contact | None:
        """The contact; None if the directory has no such contact."""
        contacts = await self._select(contact.c.contact_id == contact_id)
        return contacts[0] if contacts else None

    async def all_of(self, contact_ids: Iterable[str]) -> list[Contact]:
        """Those of these contacts that exist, by contact id."""
        return await self._select(contact.c.contact_id.in_(sorted(set(contact_ids))))

    async def all(self) -> list[Contact]:
        """All contacts, by contact id."""
        return await self._select()

    async def for_meeting(self, school: str, roles: Iterable[Role]) -> list[Contact]:
        """All contacts with one of these roles who are there for that school, and all deputies, by contact id."""
        can_be_there = sa.or_(_serves_any({school}), contact.c.deputy_of.is_not(None))
        return await self._select(contact.c.role.in_([str(role) for role in roles]), can_be_there)

    async def working_for(self, organisation_id: str) -> list[Contact]:
        """The contacts who work for this organisation, by contact id, locked until the transaction ends."""
        return await self._select(contact.c.organisation_id == organisation_id, lock=True)

    async def page(self, asked: ContactQuery, *, after: str | None, limit: int) -> list[Contact]:
        """Up to `limit` of the contacts asked for that come after the contact id `after`, by contact id."""
        chosen = [_visible_to(asked.audience)]
        if asked.role is not None:
            chosen.append(contact.c.role == str(asked.role))
        if asked.school is not None:
            chosen.append(_serves_any({asked.school}))
        if after is not None:
            chosen.append(contact.c.contact_id > after)
        return await self._select(*chosen, limit=limit)

    async def save(self, changed: Contact) -> None:
        """Store the contact."""
        row = {
            **asdict(changed.details),
            "contact_id": changed.contact_id,
            "role": str(changed.details.role),
            "schools": list(changed.details.schools),
            "availability": availability_json(changed.availability),
            "version": changed.version,
        }
        statement = insert(contact).values(row)
        others = {name: statement.excluded[name] for name in row if name != "contact_id"}
        await self._connection.execute(statement.on_conflict_do_update(index_elements=["contact_id"], set_=others))
        self._is_changed = True

    def look_anew(self) -> None:
        """What contacts stand in changed beside them: make what others remember of the directory old."""
        self._is_changed = True

    async def lock_directory(self) -> None:
        """Let nobody else add to the directory until the transaction ends."""
        await self._connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOADING)))

    async def file_rows(self) -> Mapping[str, bytes]:
        """The digest of the row from which a contact was last loaded, by contact id."""
        rows = await self._connection.execute(
            sa.select(contact.c.contact_id, contact.c.file_digest).where(contact.c.file_digest.is_not(None))
        )
        return {row.contact_id: row.file_digest for row in rows}

    async def note_file_row(self, contact_id: str, digest: bytes) -> None:
        """Remember from which row the contact was loaded."""
        statement = sa.update(contact).where(contact.c.contact_id == contact_id).values(file_digest=digest)
        await self._connection.execute(statement)

    async def _note_change(self) -> None:
        """Make what others remember of the directory old."""
        if self._is_changed:
            self._is_changed = False
            await self._connection.execute(_CHANGED)

    async def _select(
        self, *conditions: sa.ColumnElement[bool], lock: bool = False, limit: int | None = None
    ) -> list[Contact]:
        statement = _CONTACTS.where(*conditions).limit(limit)
        if lock:
            statement = statement.with_for_update(of=contact)
        return [_contact(row) for row in await self._connection.execute(statement)]


def _visible_to(audience: Audience) -> sa.ColumnElement[bool]:
    if audience.schools is None:
        return sa.true()
    return sa.or_(_serves_any(audience.schools), contact.c.contact_id == audience.contact)


def _serves_any(schools: Collection[str]) -> sa.ColumnElement[bool]:
    if not schools:
        return sa.false()
    return sa.or_(sa.func.cardinality(contact.c.schools) == 0, contact.c.schools.overlap(sorted(schools)))


def _contact(row: Any) -> Contact:
    details = ContactDetails(
        name=row.name,
        role=Role(row.role),
        organisation=row.organisation,
        schools=tuple(row.schools),
        email=row.email,
        language=row.language,
        deputy_of=row.deputy_of,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        phone=row.phone,
        organisation_id=row.organisation_id,
    )
    availability = replace(
        availability_from(row.availability), closures=closures_from(row.closures), busy=Busy(tuple(row.busy or ()))
    )
    return Contact(row.contact_id, details, availability, version=row.version)
