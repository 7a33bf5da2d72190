"""The organisations of the directory in the database."""

from collections.abc import Collection, Mapping
from dataclasses import asdict
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from consultation.directory.domain.organisation_query import OrganisationQuery
from consultation.directory.storage.availability_json import closures_from, closures_json
from consultation.domain.organisation import Organisation, OrganisationDetails, OrganisationKind, OrganisationSite
from consultation.storage.tables import organisation
from shared.domain.errors import NotFound
from shared.runtime.batching import BatchingConnection

_IS_SCHOOL = organisation.c.kind == OrganisationKind.SCHOOL.value


class Organisations:
    """Organisations by id, by kind, by school."""

    def __init__(self, connection: BatchingConnection) -> None:
        self._connection = connection

    async def get(self, organisation_id: str) -> Organisation:
        """The organisation, locked until the transaction ends. Raises NotFound."""
        organisations = await self._select(organisation.c.organisation_id == organisation_id, lock=True)
        if not organisations:
            raise NotFound("organisation", organisation_id)
        return organisations[0]

    async def find(self, organisation_id: str) -> Organisation | None:
        """The organisation; None if the directory has no such organisation."""
        organisations = await self._select(organisation.c.organisation_id == organisation_id)
        return organisations[0] if organisations else None

    async def all(self) -> list[Organisation]:
        """All organisations, by organisation id."""
        return await self._select()

    async def page(self, asked: OrganisationQuery, *, after: str | None, limit: int) -> list[Organisation]:
        """Up to `limit` of the organisations asked for that come after the id `after`, by organisation id."""
        chosen = []
        if asked.kind is not None:
            chosen.append(organisation.c.kind == asked.kind.value)
        if asked.school is not None:
            serves = organisation.c.serves.contains([asked.school])
            chosen.append(sa.or_(organisation.c.school == asked.school, serves))
        if after is not None:
            chosen.append(organisation.c.organisation_id > after)
        return await self._select(*chosen, limit=limit)

    async def school_names(self, schools: Collection[str]) -> Mapping[str, str]:
        """The names of those of these schools that the directory has, by institution number."""
        asked = sa.and_(_IS_SCHOOL, organisation.c.school.in_(sorted(set(schools))))
        rows = await self._connection.execute(sa.select(organisation.c.school, organisation.c.name).where(asked))
        return {row.school: row.name for row in rows}

    async def save(self, changed: Organisation) -> None:
        """Store the organisation. No two schools have one institution number: the database sees to it."""
        row = {
            **asdict(changed.details),
            "organisation_id": changed.organisation_id,
            "kind": changed.kind.value,
            "levels": list(changed.details.levels),
            "serves": list(changed.details.serves),
            "closures": closures_json(changed.closures),
            "version": changed.version,
        }
        statement = insert(organisation).values(row)
        others = {name: statement.excluded[name] for name in row if name != "organisation_id"}
        await self._connection.execute(statement.on_conflict_do_update(index_elements=["organisation_id"], set_=others))

    async def file_rows(self) -> Mapping[str, bytes]:
        """The digest of the row from which an organisation was last loaded, by organisation id."""
        columns = organisation.c
        rows = await self._connection.execute(
            sa.select(columns.organisation_id, columns.file_digest).where(columns.file_digest.is_not(None))
        )
        return {row.organisation_id: row.file_digest for row in rows}

    async def note_file_row(self, organisation_id: str, digest: bytes) -> None:
        """Remember from which row the organisation was loaded."""
        is_it = organisation.c.organisation_id == organisation_id
        await self._connection.execute(sa.update(organisation).where(is_it).values(file_digest=digest))

    async def _select(
        self, *conditions: sa.ColumnElement[bool], lock: bool = False, limit: int | None = None
    ) -> list[Organisation]:
        statement = sa.select(organisation).where(*conditions).order_by(organisation.c.organisation_id).limit(limit)
        if lock:
            statement = statement.with_for_update()
        return [_organisation(row) for row in await self._connection.execute(statement)]


def _organisation(row: Any) -> Organisation:
    details = OrganisationDetails(
        kind=OrganisationKind(row.kind),
        name=row.name,
        school=row.school,
        board=row.board,
        levels=tuple(row.levels),
        sites=tuple(OrganisationSite(**site) for site in row.sites),
        serves=tuple(row.serves),
        email=row.email,
        phone=row.phone,
        local=row.local,
        street=row.street,
        postcode=row.postcode,
        municipality=row.municipality,
    )
    return Organisation(row.organisation_id, details, closures=closures_from(row.closures), version=row.version)
