"""The copy of the directory of contacts (``consultation.directory.v1``), and which schools a caller may see."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection

from shared.contracts.consultation_directory import ContactChanged
from shared.copies.newest import keep_newest
from shared.domain.roles import Role
from shared.messaging import keys
from shared.messaging.keys import Key
from shared.messaging.parsing import Received
from shared.runtime.database import Operations
from shared.runtime.http.principal import Principal

_metadata = sa.MetaData()

_contacts = sa.Table(
    "directory_contact",
    _metadata,
    sa.Column("contact_id", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("organisation", sa.Text),
    sa.Column("schools", ARRAY(sa.Text), nullable=False),
    sa.Column("email", sa.Text),
    sa.Column("language", sa.Text, nullable=False),
    sa.Column("deputy_of", sa.Text),
    sa.Column("valid_from", sa.Date),
    sa.Column("valid_until", sa.Date),
    sa.Column("sequence", sa.BigInteger, nullable=False),
)

_OF_ALL_SCHOOLS = frozenset({Role.CASEWORKER, Role.COORDINATOR, Role.OPERATOR})


def directory_table(metadata: sa.MetaData) -> sa.Table:
    """The table of the copy as part of ``metadata``, so that a service's migrations know of it."""
    return _contacts.to_metadata(metadata)


def create_directory_table(op: Operations) -> None:
    """Create the table of the copy in the database being migrated."""
    _metadata.create_all(op.get_bind())


def drop_directory_table(op: Operations) -> None:
    """Drop it with everything in it."""
    _metadata.drop_all(op.get_bind())


@dataclass(frozen=True, slots=True)
class KnownContact:
    """What the copy says of a contact: the role, and whether the contact is valid on the day asked for."""

    role: Role
    valid: bool


@dataclass(frozen=True, slots=True)
class NamedContact:
    """What people read of a contact; ``valid`` on the day asked for."""

    contact_id: str
    name: str
    role: Role
    valid: bool


class Directory:
    """The copy, read and kept up in the unit of work of ``connection``."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def apply(self, changed: ContactChanged, sequence: int) -> bool:
        """Take over the whole state of a contact; False where the copy is as new already."""
        taken_over = keep_newest(_contacts, _row(changed, sequence)).returning(_contacts.c.contact_id)
        return (await self._connection.execute(taken_over)).first() is not None

    async def find(self, contact_id: str, on: date) -> KnownContact | None:
        """The contact with exactly this id, valid on that day or not; None if no contact has this id."""
        statement = sa.select(_contacts.c.role, _is_valid(on).label("valid"))
        row = (await self._connection.execute(statement.where(_contacts.c.contact_id == contact_id))).first()
        return KnownContact(Role(row.role), row.valid) if row else None

    async def named(self, contact_ids: Collection[str], roles: Collection[Role], on: date) -> list[NamedContact]:
        """These contacts, valid on that day or not, and all valid contacts of these roles; by name."""
        columns, valid = _contacts.c, _is_valid(on)
        wanted = sa.or_(columns.contact_id.in_(sorted(contact_ids)), sa.and_(columns.role.in_(sorted(roles)), valid))
        statement = sa.select(columns.contact_id, columns.name, columns.role, valid.label("valid")).where(wanted)
        rows = await self._connection.execute(statement.order_by(columns.name, columns.contact_id))
        return [NamedContact(row.contact_id, row.name, Role(row.role), row.valid) for row in rows]

    async def unserved(self, schools: Sequence[str], role: Role, on: date) -> list[str]:
        """Those of these schools for which no contact of this role is valid on that day."""
        statement = sa.select(_contacts.c.schools).where(_contacts.c.role == role.value, _is_valid(on))
        served = [row.schools for row in await self._connection.execute(statement)]
        if not all(served):
            return []  # a contact without schools is there for all of them
        return sorted(set(schools) - {school for of_contact in served for school in of_contact})

    async def schools_of(self, contact_id: str, on: date) -> frozenset[str] | None:
        """The schools of a contact, or None for all schools.

        An empty set for an unknown contact and for a contact that is not valid on that day.
        """
        statement = sa.select(_contacts.c.schools).where(_contacts.c.contact_id == contact_id, _is_valid(on))
        contact = (await self._connection.execute(statement)).first()
        if contact is None:
            return frozenset()
        return frozenset(contact.schools) or None


class KeepsDirectory(Protocol):
    """A unit of work with the copy of the directory."""

    @property
    def directory(self) -> Directory: ...


async def on_contact_changed(uow: KeepsDirectory, event: Received[ContactChanged]) -> None:
    """A contact of the directory is new or changed."""
    await uow.directory.apply(event.data, event.envelope.version)


def keys_of_contact(changed: ContactChanged) -> tuple[Key, ...]:
    """The key of the contact that changed."""
    return (keys.contact(changed.contact_id),)


async def visible_schools(principal: Principal, directory: Directory, on: date) -> frozenset[str] | None:
    """The schools whose records a caller may see on a day, or None for all schools.

    They are the union of what each role of the principal may see. An endpoint gets the principal from ``allow``, so it
    has only the roles that open that endpoint. A school's software sees its own school. A person of the directory sees
    the schools of the contact.
    """
    if principal.roles & _OF_ALL_SCHOOLS:
        return None
    visible = frozenset[str]()
    if Role.SCHOOL in principal.roles and principal.school:
        visible |= {principal.school}
    if principal.roles - {Role.SCHOOL} and principal.contact:
        of_contact = await directory.schools_of(principal.contact, on)
        if of_contact is None:
            return None
        visible |= of_contact
    return visible


def _row(changed: ContactChanged, sequence: int) -> dict[str, Any]:
    state = {column.name: getattr(changed, column.name) for column in _contacts.columns if column.name != "sequence"}
    return {**state, "role": str(changed.role), "schools": list(changed.schools), "sequence": sequence}


def _is_valid(on: date) -> sa.ColumnElement[bool]:
    first, last = _contacts.c.valid_from, _contacts.c.valid_until
    return sa.and_(sa.or_(first.is_(None), first <= on), sa.or_(last.is_(None), last >= on))
