"""A service's own copy of the directory of contacts (``consultation.directory.v1``), and whose schools are whose."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
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


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to meet or to tell; ``schools`` empty means all. Dates are the first and the last day, included."""

    contact_id: str
    name: str
    role: Role
    organisation: str | None
    schools: tuple[str, ...]
    email: str | None
    language: str
    deputy_of: str | None
    valid_from: date | None
    valid_until: date | None


def directory_table(metadata: sa.MetaData) -> sa.Table:
    """The table of the copy as part of ``metadata``, so that a service's migrations know of it."""
    return _contacts.to_metadata(metadata)


def create_directory_table(op: Operations) -> None:
    """Create the table of the copy in the database being migrated."""
    _metadata.create_all(op.get_bind())


def drop_directory_table(op: Operations) -> None:
    """Drop it with everything in it."""
    _metadata.drop_all(op.get_bind())


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

    async def contact(self, contact_id: str) -> Contact | None:
        """One contact, valid or not."""
        found = await self._select(_contacts.c.contact_id == contact_id)
        return found[0] if found else None

    async def contacts(self, school: str, role: Role, on: date) -> list[Contact]:
        """Who has that role for that school on that day, by ``contact_id``; deputies too (``deputy_of`` is set)."""
        return await self._select(_contacts.c.role == str(role), _is_of(school), _is_valid(on))

    async def of_role(self, role: Role, on: date) -> list[Contact]:
        """Who has that role on that day, whatever the school, by ``contact_id``."""
        return await self._select(_contacts.c.role == str(role), _is_valid(on))

    async def deputies(self, contact_id: str, on: date) -> list[Contact]:
        """Who stands in for that contact on that day, by ``contact_id``."""
        return await self._select(_contacts.c.deputy_of == contact_id, _is_valid(on))

    async def schools_of(self, contact_id: str, on: date | None = None) -> frozenset[str] | None:
        """The schools of a contact, None for all of them.

        None at all (an empty set) for an unknown contact, and with ``on`` for one that is not valid on that day.
        """
        conditions = [_contacts.c.contact_id == contact_id, *([_is_valid(on)] if on else [])]
        found = await self._select(*conditions)
        if not found:
            return frozenset()
        return frozenset(found[0].schools) or None

    async def _select(self, *conditions: sa.ColumnElement[bool]) -> list[Contact]:
        # By code point, so that "the smallest contact id" does not depend on the database's language.
        statement = sa.select(_contacts).where(*conditions).order_by(_contacts.c.contact_id.collate("C"))
        return _to_contacts((await self._connection.execute(statement)).all())


async def visible_schools(principal: Principal, directory: Directory, on: date | None = None) -> frozenset[str] | None:
    """The schools whose records a caller may see, None for all: the union of what each of its roles may.

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
    row: dict[str, Any] = {field.name: getattr(changed, field.name) for field in fields(Contact)}
    return {**row, "role": str(changed.role), "schools": list(changed.schools), "sequence": sequence}


def _to_contacts(rows: Sequence[Any]) -> list[Contact]:
    return [Contact(**{**_plain(row), "role": Role(row.role), "schools": tuple(row.schools)}) for row in rows]


def _plain(row: Any) -> dict[str, Any]:
    return {field.name: getattr(row, field.name) for field in fields(Contact)}


def _is_of(school: str) -> sa.ColumnElement[bool]:
    return sa.or_(
        _contacts.c.schools == sa.cast([], ARRAY(sa.Text)), sa.literal(school) == sa.any_(_contacts.c.schools)
    )


def _is_valid(on: date) -> sa.ColumnElement[bool]:
    first, last = _contacts.c.valid_from, _contacts.c.valid_until
    return sa.and_(sa.or_(first.is_(None), first <= on), sa.or_(last.is_(None), last >= on))
