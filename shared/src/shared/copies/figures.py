"""The figures that a service publishes (``<service>.figures.v1``), and what it published last of each."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from hashlib import sha256

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from shared.contracts.figures import FigureOfGroups
from shared.contracts.figures import FiguresPublished as Contract
from shared.domain.published_figures import FiguresPublished, in_order
from shared.messaging.outbox import Outgoing, outgoing
from shared.runtime.database import Operations

_metadata = sa.MetaData()

_published = sa.Table(
    "published_figure",
    _metadata,
    sa.Column("figure", sa.Text, primary_key=True),
    sa.Column("school_year", sa.Text, primary_key=True),
    sa.Column("digest", sa.LargeBinary, nullable=False),
)


def published_table(metadata: sa.MetaData) -> sa.Table:
    """The table as part of ``metadata``, so that a service's migrations know of it."""
    return _published.to_metadata(metadata)


def create_published_table(op: Operations) -> None:
    """Create the table in the database being migrated."""
    _metadata.create_all(op.get_bind())


def drop_published_table(op: Operations) -> None:
    """Drop it with everything in it."""
    _metadata.drop_all(op.get_bind())


class PublishedFigures:
    """What was published last, read and kept up in the unit of work of ``connection``."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def changed(self, figures: Iterable[FiguresPublished]) -> Sequence[FiguresPublished]:
        """Those of these figures that differ from what was published last; from now on they are what was published."""
        by_key = {item.key: replace(item, values=in_order(item.values)) for item in figures}
        if not by_key:
            return []
        rows = [
            {"figure": item.figure, "school_year": str(item.school_year), "digest": _digest(item)}
            for item in sorted(by_key.values(), key=lambda item: item.key)
        ]
        statement = insert(_published).values(rows)
        newer = statement.on_conflict_do_update(
            index_elements=["figure", "school_year"],
            set_={"digest": statement.excluded.digest},
            where=_published.c.digest != statement.excluded.digest,
        ).returning(_published.c.figure, _published.c.school_year)
        return [by_key[f"{row.figure}:{row.school_year}"] for row in await self._connection.execute(newer)]


def told(event: FiguresPublished, contract: type[Contract]) -> Outgoing:
    """The figures on the wire, keyed by figure and school year."""
    published = contract(
        figure=event.figure,
        school_year=str(event.school_year),
        unit=event.unit,
        smallest_cell=event.smallest_cell,
        known_at=event.known_at,
        values=tuple(FigureOfGroups.model_validate(asdict(value)) for value in event.values),
    )
    return outgoing(published, event.key)


def _digest(item: FiguresPublished) -> bytes:
    return sha256(repr((item.unit, item.smallest_cell, item.values)).encode()).digest()
