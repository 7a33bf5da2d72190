"""A database as it is when it has been made, and the way back to that after a test."""

import asyncio
from dataclasses import dataclass
from typing import Self

import asyncpg

# All that a test could change but rows: what is not as it was makes the database unfit for another test.
_MAKE = """
SELECT md5(string_agg(part, '|' ORDER BY part)) FROM (
    SELECT format('%s %s %s %s %s', c.relname, c.reloptions, a.attname, a.atttypid, a.attnotnull) AS part
      FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid WHERE c.relnamespace = 'public'::regnamespace
    UNION ALL SELECT format('default %s', oid) FROM pg_attrdef
    UNION ALL SELECT format('constraint %s', oid) FROM pg_constraint
    UNION ALL SELECT format('index %s %s', indexrelid, indisvalid) FROM pg_index WHERE indexrelid >= 16384
    UNION ALL SELECT format('trigger %s %s', oid, tgenabled) FROM pg_trigger
    UNION ALL SELECT format('function %s %s', oid, xmin) FROM pg_proc WHERE oid >= 16384
    UNION ALL SELECT format('type %s', oid) FROM pg_type WHERE typnamespace = 'public'::regnamespace
    UNION ALL SELECT format('schema %s', nspname) FROM pg_namespace WHERE nspname !~ '^pg_'
    UNION ALL SELECT format('setting %s', setconfig) FROM pg_db_role_setting s
      JOIN pg_database d ON d.oid = s.setdatabase WHERE d.datname = current_database()
) AS parts
"""
_TABLES = """
SELECT quote_ident(relname) FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
"""
_MUCH = 1_000_000
"""Bytes of a table that is emptied at once."""
_SEQUENCES = "SELECT quote_ident(sequencename) FROM pg_sequences WHERE schemaname = 'public'"
_OTHERS = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
_A_MOMENT_S = (0.0, 0.002, 0.005, 0.01, 0.02)
_OTHERS_LEAVE = """
SELECT bool_and(pg_terminate_backend(pid, timeout => 5000)) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


@dataclass(frozen=True)
class Blank:
    """What a database is before anybody has used it: its make, its rows and where its sequences stand."""

    make: str
    tables: tuple[str, ...]
    rows: dict[str, list[asyncpg.Record]]
    sequences: dict[str, tuple[int, bool]]

    @classmethod
    async def of(cls, connection: asyncpg.Connection) -> Self:
        """Look at a database that has just been made."""
        tables = tuple(row[0] for row in await connection.fetch(_TABLES))
        rows = {table: await connection.fetch(f"SELECT * FROM {table}") for table in tables}  # noqa: S608
        sequences = {}
        for (name,) in await connection.fetch(_SEQUENCES):
            last = await connection.fetchrow(f"SELECT last_value, is_called FROM {name}")  # noqa: S608
            sequences[name] = (last["last_value"], last["is_called"])
        make = await connection.fetchval(_MAKE)
        return cls(make, tables, {table: kept for table, kept in rows.items() if kept}, sequences)

    async def restore(self, connection: asyncpg.Connection) -> bool:
        """Bring a used database back to this; False when more than its rows was changed, or somebody stays in it."""
        if await connection.fetchval(_OTHERS_LEAVE) is False:
            return False
        if not self.tables:
            await connection.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
        if await connection.fetchval(_MAKE) != self.make:
            return False
        async with connection.transaction():
            await connection.execute("SET LOCAL session_replication_role = replica")
            await self._empty(connection)
            for table, rows in self.rows.items():
                await connection.copy_records_to_table(table.strip('"'), records=rows)
            for name, (last, called) in self.sequences.items():
                await connection.execute("SELECT setval($1::text::regclass, $2, $3)", name, last, called)
        return True

    async def _empty(self, connection: asyncpg.Connection) -> None:
        """Few rows are deleted: TRUNCATE makes new files, also of each table that refers to what is emptied."""
        filled = " UNION ALL ".join(
            f"SELECT '{table}', pg_relation_size('{table}') > {_MUCH} WHERE EXISTS (TABLE {table})"
            for table in self.tables
        )
        used = await connection.fetch(filled) if self.tables else []
        if full := [table for table, is_full in used if is_full]:
            await connection.execute(f"TRUNCATE {', '.join(full)} CASCADE")
        for table, _ in used:
            await connection.execute(f"DELETE FROM {table}")  # noqa: S608


async def is_alone(connection: asyncpg.Connection) -> bool:
    """Whether nobody else is in the database. Who closed a connection just now gets a moment to be gone."""
    for wait_s in _A_MOMENT_S:
        await asyncio.sleep(wait_s)
        if not await connection.fetchval(_OTHERS):
            return True
    return False
