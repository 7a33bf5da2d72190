"""The copy of the figures of all services, in the database."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import sqlalchemy as sa
from pydantic import TypeAdapter
from sqlalchemy.dialects.postgresql import insert

from consultation.overview.domain.figure import Figure, FigureQuery
from consultation.storage.overview_tables import figure
from shared.copies.newest import keep_newest
from shared.domain.published_figures import FigureValue
from shared.domain.school_year import SchoolYear
from shared.runtime.batching import BatchingConnection

_VALUES: TypeAdapter[tuple[FigureValue, ...]] = TypeAdapter(tuple[FigureValue, ...])


class Figures:
    """The newest of each figure over a school year."""

    def __init__(self, connection: BatchingConnection) -> None:
        self._connection = connection

    async def apply(self, published: Figure) -> None:
        """Take over a figure of another service, unless the copy is as new."""
        await self._connection.execute(keep_newest(figure, _row(published)))

    async def keep(self, published: Figure) -> None:
        """Keep a figure of consultation itself, in the place of the one before."""
        row = _row(published)
        statement = insert(figure).values(row)
        others = {name: statement.excluded[name] for name in row if name not in figure.primary_key.columns}
        keys = [column.name for column in figure.primary_key]
        await self._connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=others))

    async def of(self, asked: FigureQuery) -> Sequence[Figure]:
        """The figures asked for, by service, figure and school year."""
        columns = figure.c
        chosen = [columns.school_year.in_(sorted(str(year) for year in asked.school_years))]
        if asked.figures is not None:
            chosen.append(columns.figure.in_(sorted(asked.figures)))
        order = (columns.service, columns.figure, columns.school_year)
        rows = await self._connection.execute(sa.select(figure).where(*chosen).order_by(*order))
        return [_figure(row) for row in rows]


def _row(published: Figure) -> dict[str, Any]:
    row = asdict(published)
    row["school_year"] = str(published.school_year)
    row["groups_and_values"] = row.pop("values")
    return row


def _figure(row: Any) -> Figure:
    return Figure(
        service=row.service,
        figure=row.figure,
        school_year=SchoolYear.parse(row.school_year),
        unit=row.unit,
        smallest_cell=row.smallest_cell,
        values=_VALUES.validate_python(row.groups_and_values),
        known_at=row.known_at,
        sequence=row.sequence,
    )
