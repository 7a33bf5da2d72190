"""Rows with a version that people change as a whole."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from shared.domain.errors import Conflict


async def keep_version(connection: AsyncConnection, table: sa.Table, values: Mapping[str, Any], *, before: int) -> int:
    """Store a row as a whole in the place of its version ``before`` (0: there is none); its new version.

    Raises Conflict when somebody changed the row at the same moment.
    """
    row = {**values, "version": before + 1}
    statement = insert(table).values(row)
    statement = statement.on_conflict_do_update(
        index_elements=list(table.primary_key), set_=row, where=table.c.version == before
    )
    if (await connection.execute(statement.returning(table.c.version))).first() is None:
        raise _changed()
    return before + 1


async def remove_version(
    connection: AsyncConnection, table: sa.Table, which: sa.ColumnElement[bool], *, before: int
) -> None:
    """Remove the row of this version. Raises Conflict when somebody changed it at the same moment."""
    statement = sa.delete(table).where(which, table.c.version == before).returning(table.c.version)
    if (await connection.execute(statement)).first() is None:
        raise _changed()


def _changed() -> Conflict:
    return Conflict("somebody changed this at the same moment")
