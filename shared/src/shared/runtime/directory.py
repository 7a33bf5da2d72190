"""A service's own copy of the directory of contacts (``consultation.directory.v1``), and whose schools are whose."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from shared.contracts.consultation_directory import ContactChanged
from shared.domain.roles import Role
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
    """A contact as the copy has it: the role, and whether the contact is one on the day that was asked about."""

    role: Role
    valid: bool


class Directory:
    """The copy, read and kept up in the unit of work of ``connection``."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def apply(self, changed: ContactChanged, sequence: int) -> bool:
        """Take over a contact's whole state; False for one that is older than what is known, which is dropped."""
        row = _row(changed, sequence)
        statement = insert(_contacts).values(row)
        taken_over = statement.on_conflict_do_update(
            index_elements=[_contacts.c.contact_id],
            set_={name: statement.excluded[name] for name in row if name != "contact_id"},
            where=_contacts.c.sequence < statement.excluded.sequence,
        ).returning(_contacts.c.contact_id)
        return (await self._connection.execute(taken_over)).first() is not None

    async def find(self, contact_id: str, on: date) -> KnownContact | None:
        """The contact of exactly this id, valid on that day or not; None for an id that is no contact's."""
        statement = sa.select(_contacts.c.role, _is_valid(on).label("valid"))
        row = (await self._connection.execute(statement.where(_contacts.c.contact_id == contact_id))).first()
        return KnownContact(Role(row.role), row.valid) if row else None

    async def schools_of(self, contact_id: str, on: date) -> frozenset[str] | None:
        """The schools of a contact, None for all of them.

        None at all (an empty set) for an unknown contact and for one that is not valid on that day.
        """
        statement = sa.select(_contacts.c.schools).where(_contacts.c.contact_id == contact_id, _is_valid(on))
        found = (await self._connection.execute(statement)).first()
        if found is None:
            return frozenset()
        return frozenset(found.schools) or None


async def visible_schools(principal: Principal, directory: Directory, on: date) -> frozenset[str] | None:
    """The schools whose records a caller may see on a day, None for all: the union of what each of its roles may.

    The principal is the one an endpoint gets from ``allow``, which knows only the roles that open that endpoint.
    A school's software sees its school, a person in the directory the schools of its contact.
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
    told = {column.name: getattr(changed, column.name) for column in _contacts.columns if column.name != "sequence"}
    return {**told, "role": str(changed.role), "schools": list(changed.schools), "sequence": sequence}


def _is_valid(on: date) -> sa.ColumnElement[bool]:
    first, last = _contacts.c.valid_from, _contacts.c.valid_until
    return sa.and_(sa.or_(first.is_(None), first <= on), sa.or_(last.is_(None), last >= on))
