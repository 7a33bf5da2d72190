"""The children on the municipality's lists."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from attendance.domain.enrolment import PersonData
from attendance.domain.resident import Control, ListedResident, Resident
from attendance.storage.resident_tables import resident as resident_table
from shared.domain.school_year import SchoolYear

_INSERT = insert(resident_table)
_SAVE = _INSERT.on_conflict_do_update(
    index_elements=["school_year", "insz_key"],
    set_={column.name: _INSERT.excluded[column.name] for column in resident_table.c if not column.primary_key},
)

# Who the newest list says a person is.
_DATA_OF = sa.text("""
    SELECT DISTINCT ON (person_id)
        person_id, resident.given_name, resident.family_name, resident.birth_date, insz_key, registered_on
    FROM person JOIN resident USING (insz_key)
    WHERE person_id = ANY(CAST(:persons AS uuid[])) AND of_age
    ORDER BY person_id, reference_date DESC
""")


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

    async def save(self, listed: Sequence[ListedResident]) -> None:
        """Keep these entries, each in place of the one there was."""
        if listed:
            await self._connection.execute(_SAVE, [_row(each) for each in listed])

    async def data_of(self, person_ids: Collection[UUID]) -> dict[UUID, PersonData]:
        """Who the newest list with them says that these persons are."""
        rows = await self._connection.execute(_DATA_OF, {"persons": list(person_ids)})
        return {person_id: PersonData(*data) for person_id, *data in rows}


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
