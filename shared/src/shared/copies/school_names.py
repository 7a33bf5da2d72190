"""The copy of what schools are called (``consultation.directory.v1``): who shows a school says its name."""

from collections.abc import Iterable, Mapping
from typing import Protocol

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection

from shared.contracts.consultation_directory import OrganisationChanged
from shared.copies.newest import keep_newest
from shared.messaging import keys
from shared.messaging.keys import Key
from shared.messaging.parsing import Received
from shared.runtime.database import Operations

_metadata = sa.MetaData()

# An organisation that is no school is kept without a number: it may have been a school before.
_organisations = sa.Table(
    "directory_organisation",
    _metadata,
    sa.Column("organisation_id", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("school", sa.Text),
    sa.Column("sequence", sa.BigInteger, nullable=False),
)
sa.Index("directory_organisation_school", _organisations.c.school)

_OLDEST_FIRST = sa.select(_organisations.c.school, _organisations.c.name).order_by(
    _organisations.c.sequence, _organisations.c.organisation_id
)
_NAMES = _OLDEST_FIRST.where(_organisations.c.school == sa.any_(sa.bindparam("schools", type_=ARRAY(sa.Text))))
_ALL = _OLDEST_FIRST.where(_organisations.c.school.is_not(None))


def name_of_school(school: sa.ColumnElement[str | None]) -> sa.ScalarSelect[str]:
    """What the directory calls the school of this column, as part of a statement over its table; NULL without."""
    newest_first = _organisations.c.sequence.desc(), _organisations.c.organisation_id.desc()
    names = sa.select(_organisations.c.name).where(_organisations.c.school == school).order_by(*newest_first)
    return names.limit(sa.literal_column("1")).scalar_subquery()


def school_names_table(metadata: sa.MetaData) -> sa.Table:
    """The table of the copy as part of ``metadata``, so that a service's migrations know of it."""
    return _organisations.to_metadata(metadata)


def create_school_names_table(op: Operations) -> None:
    """Create the table of the copy in the database being migrated."""
    _metadata.create_all(op.get_bind())


def drop_school_names_table(op: Operations) -> None:
    """Drop it with everything in it."""
    _metadata.drop_all(op.get_bind())


class SchoolNames:
    """The copy, read and kept up in the unit of work of ``connection``."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def apply(self, changed: OrganisationChanged, sequence: int) -> None:
        """Take over what an organisation is called, unless the copy is as new."""
        row = {
            "organisation_id": changed.organisation_id,
            "name": changed.name,
            "school": changed.school,
            "sequence": sequence,
        }
        await self._connection.execute(keep_newest(_organisations, row))

    async def of(self, schools: Iterable[str | None]) -> Mapping[str, str]:
        """The names of those of these schools that the directory has, by institution number."""
        numbers = sorted({school for school in schools if school is not None})
        if not numbers:
            return {}
        rows = await self._connection.execute(_NAMES, {"schools": numbers})
        return {row.school: row.name for row in rows}

    async def all(self) -> Mapping[str, str]:
        """The names of all schools of the directory, by institution number, in the order of the names."""
        rows = [*await self._connection.execute(_ALL)]
        names = {row.school: row.name for row in rows}
        return dict(sorted(names.items(), key=lambda item: (item[1].casefold(), item[0])))


class KeepsSchoolNames(Protocol):
    """A unit of work with the copy of the names of schools."""

    @property
    def school_names(self) -> SchoolNames: ...


async def on_organisation_changed(uow: KeepsSchoolNames, event: Received[OrganisationChanged]) -> None:
    """An organisation of the directory is new or changed."""
    await uow.school_names.apply(event.data, event.envelope.version)


def keys_of_organisation(changed: OrganisationChanged) -> tuple[Key, ...]:
    """The key of the organisation that changed."""
    return (keys.organisation(changed.organisation_id),)
