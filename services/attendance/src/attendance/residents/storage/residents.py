"""The children on the municipality's lists."""

from collections.abc import Collection, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from attendance.residents.domain.resident import Control, ListedResident, Resident
from attendance.residents.storage.tables import resident as resident_table
from shared.domain.school_year import SchoolYear

_INSERT = insert(resident_table)
_SAVE = _INSERT.on_conflict_do_update(
    index_elements=["school_year", "insz_key"],
    set_={column.name: _INSERT.excluded[column.name] for column in resident_table.c if not column.primary_key},
)


class Residents:
    """Each child once in a school year, by the keyed hash of the INSZ."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def known(self, school_year: SchoolYear, insz_keys: Collection[bytes]) -> dict[bytes, ListedResident]:
        """Those of these children that are on a list of this school year."""
        columns = resident_table.c
        of_year = columns.school_year == school_year.start
        asked = sa.select(resident_table).where(of_year, columns.insz_key.in_(insz_keys))
        return {row.insz_key: _from_row(row) for row in await self._connection.execute(asked)}

    async def are_listed(self, school_year: SchoolYear) -> bool:
        """Whether there is any list of this school year."""
        of_year = sa.select(resident_table).where(resident_table.c.school_year == school_year.start)
        return bool(await self._connection.scalar(sa.select(of_year.exists())))

    async def save(self, listed: Sequence[ListedResident]) -> None:
        """Keep these entries; each entry replaces the earlier entry."""
        if listed:
            await self._connection.execute(_SAVE, [_row(child) for child in listed])


def _row(listed: ListedResident) -> dict[str, Any]:
    own = {column.name: getattr(listed.resident, column.name, None) for column in resident_table.c}
    return own | {
        "school_year": listed.control.school_year.start,
        "reference_date": listed.control.reference_date,
        "of_age": listed.of_age,
        "imported_at": listed.imported_at,
    }


def _from_row(row: Any) -> ListedResident:
    resident = Resident(
        row.insz_key,
        row.given_name,
        row.family_name,
        row.birth_date,
        registered_on=row.registered_on,
        postcode=row.postcode,
        nis=row.nis,
    )
    control = Control(SchoolYear(row.school_year), row.reference_date)
    return ListedResident(control, resident, row.of_age, row.imported_at)
