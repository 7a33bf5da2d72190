"""A connection that keeps writes back, so that many rows of one transaction go to the database together."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from typing import Any, Never
from uuid import UUID

import orjson
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.asyncio import AsyncConnection

Write = Callable[[], Awaitable[None]]


class BatchingConnection(AsyncConnection):
    """A connection of a transaction whose repositories may keep writes back.

    What was kept back is written before the next statement, and before the transaction ends, so whoever reads sees it.
    Only ``read`` does not wait for it. A repository that keeps rows or changed aggregates back says with
    ``keeps_back`` how they are written. ``Rows`` does that for rows of one statement.
    """

    def __init__(self, over: AsyncConnection) -> None:
        assert over.sync_connection is not None, "the connection has to be open"
        super().__init__(over.engine, over.sync_connection)
        self._writes: list[Write] = []
        self._is_writing = False

    def keeps_back(self, write: Write) -> None:
        """Have ``write`` called whenever what is kept back is to be written.

        The writes are called in the order in which they were handed over, so that a row comes after those it refers to.
        A write does nothing while nothing is kept back.
        """
        self._writes.append(write)

    async def write(self) -> None:
        """Write all that is kept back. Raises the database's error."""
        if self._is_writing:
            return
        self._is_writing = True
        try:
            for write in self._writes:
                await write()
        finally:
            self._is_writing = False

    def let_go(self) -> None:
        """The transaction has ended: forget the repositories.

        They know this connection too. In such a ring, all that a transaction read would stay for the garbage collector.
        That would then stop the service for a tenth of a second.
        """
        self._writes.clear()

    async def read(self, statement: sa.Executable, parameters: Any = None) -> sa.CursorResult[Any]:
        """Execute a statement that needs nothing of what is kept back, as when a batch is loaded."""
        return await super().execute(statement, parameters)

    async def execute(self, statement: sa.Executable, parameters: Any = None, **options: Any) -> sa.CursorResult[Any]:
        """As of every connection, after what was kept back; ``scalar`` and ``scalars`` come here too."""
        await self.write()
        return await super().execute(statement, parameters, **options)

    @asynccontextmanager
    async def savepoint(self) -> AsyncIterator[None]:
        """What is written inside is undone alone if an exception leaves it; what was kept back before stays.

        What repositories keep in memory of it is not undone.
        """
        await self.write()
        async with super().begin_nested():
            yield
            await self.write()

    def begin_nested(self) -> Never:
        """Not here: writes kept back before would be undone with it. Raises RuntimeError."""
        raise RuntimeError("use savepoint")


class Rows:
    """Rows of one statement that are kept back and written together, in the order they were added."""

    def __init__(self, connection: BatchingConnection, statement: sa.Executable) -> None:
        self._connection = connection
        self._statement = statement
        self._rows: list[Mapping[str, Any]] = []
        connection.keeps_back(self._write)

    def add(self, *rows: Mapping[str, Any]) -> None:
        """Keep these rows back, each the values of the statement by their names."""
        self._rows += rows

    async def _write(self) -> None:
        if self._rows:
            rows, self._rows = self._rows, []
            await self._connection.execute(self._statement, rows)


def rows_of(table: sa.Table, parameter: str) -> sa.TableValuedAlias:
    """Any number of rows of a table, which a statement gets as one parameter: ``as_json`` of them."""
    rows = sa.cast(sa.bindparam(parameter, type_=sa.Text()), postgresql.JSON)
    columns = [sa.column(column.name, column.type) for column in table.columns]
    return sa.func.json_populate_recordset(sa.text(f"NULL::{table.name}"), rows).table_valued(*columns, name=parameter)


def as_json(rows: Iterable[Mapping[str, Any]]) -> str:
    """Rows for the parameter of ``rows_of``, each with its values by the names of their columns."""
    return orjson.dumps(list(rows), default=_plain).decode()


def _plain(value: object) -> str:
    if isinstance(value, UUID):  # asyncpg reads ids as a kind of UUID of its own
        return str(value)
    raise TypeError
