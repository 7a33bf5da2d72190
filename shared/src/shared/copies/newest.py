"""Events may arrive late: a copy takes over a state only if it is newer than the state it has."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import Insert, insert


def keep_newest(table: sa.Table, row: Mapping[str, Any], *, order: str = "sequence") -> Insert:
    """Insert the row, or replace the columns it names where the kept row has a lower ``order``.

    The statement changes one row; no row if the kept row is as new.
    """
    keys = [column.name for column in table.primary_key]
    return newest_of(table, *(name for name in row if name not in keys), order=order).values(**row)


def newest_of(
    table: sa.Table, *columns: str, order: str = "sequence", unless: sa.ColumnElement[bool] | None = None
) -> Insert:
    """The statement of ``keep_newest`` for many rows. Each row names the key and these ``columns``.

    A kept row stays as it is where ``unless`` holds.
    """
    statement = insert(table)
    is_newer = table.c[order] < statement.excluded[order]
    return statement.on_conflict_do_update(
        index_elements=[column.name for column in table.primary_key],
        set_={name: statement.excluded[name] for name in columns},
        where=is_newer if unless is None else sa.and_(is_newer, ~unless),
    )
