"""The ledger of what was sent, straight from and to the database of notifications."""

import json
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain

import asyncpg

from shared.local.errors import LocalStackError
from shared.local.ledger_entry import FIELDS, entry_of, header_line, header_of

_COLUMNS = """
    SELECT column_name FROM information_schema.columns
    WHERE table_schema = current_schema() AND table_name = 'notice'
"""
_BESIDE_US = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""
# What a worker had in hand then: whether it went nobody knows, so that it goes again as the same mail.
_IN_HAND = """
    UPDATE ledger_entry SET status = 'deferred', in_doubt = true, reason = 'worker-lost', due_at = now()
    WHERE status = 'sending'
"""
_TWICE = """
    SELECT min(number) FROM ledger_entry GROUP BY template, about_kind, about_id, occasion, slot HAVING count(*) > 1
    UNION ALL SELECT min(number) FROM ledger_entry GROUP BY id HAVING count(*) > 1
"""
# How sure it is that the receiver was told: 3 told, 2 perhaps, 1 not and it is over, 0 not yet. The surer side holds;
# where both are as sure, the newer one of the same notice. Two notices that both may have been told are a conflict.
_SORT = """
    WITH side AS (
        SELECT entry.number, entry.id, entry.version, row.id AS row_id, row.version AS row_version,
            EXISTS (SELECT FROM notice AS other WHERE other.id = entry.id) AS id_is_taken,
            CASE WHEN entry.status = 'sent' OR entry.sent_at IS NOT NULL THEN 3 WHEN entry.in_doubt THEN 2
                WHEN entry.status IN ('queued', 'deferred') THEN 0 ELSE 1 END AS sure,
            CASE WHEN row.status = 'sent' OR row.sent_at IS NOT NULL THEN 3
                WHEN row.in_doubt OR row.status = 'sending' THEN 2
                WHEN row.status IN ('queued', 'deferred') THEN 0 ELSE 1 END AS row_sure
        FROM ledger_entry AS entry
        LEFT JOIN notice AS row USING (template, about_kind, about_id, occasion, slot)
    )
    UPDATE ledger_entry SET row_id = side.row_id, outcome = CASE
        WHEN side.row_id IS NULL THEN CASE WHEN id_is_taken THEN 'conflict' ELSE 'added' END
        WHEN side.row_id <> side.id AND (id_is_taken OR least(sure, row_sure) >= 2) THEN 'conflict'
        WHEN side.row_id = side.id AND (sure = row_sure OR greatest(sure, row_sure) < 2)
            THEN CASE WHEN side.version > row_version THEN 'updated' ELSE 'kept' END
        WHEN sure > row_sure THEN 'updated'
        ELSE 'kept'
    END
    FROM side WHERE side.number = ledger_entry.number
"""
_OUTCOMES = "SELECT outcome, count(*) AS entries FROM ledger_entry GROUP BY outcome"
_CONFLICTS = """
    SELECT number, id::text AS id, row_id::text AS row_id, template FROM ledger_entry
    WHERE outcome = 'conflict' ORDER BY number
"""
_AT_ONCE = 2000

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Conflict:
    """An entry that was left out: another mail about the same thing went to the same receiver, or the id is taken."""

    line: int
    id: str
    id_here: str | None
    template: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of the entries. ``busy``: something else is connected to the database, perhaps the service."""

    added: int
    updated: int
    kept: int
    conflicts: tuple[Conflict, ...]
    busy: bool


class LedgerStore:
    """Works on the database of notifications. Whatever an import is stopped by, it has changed nothing then."""

    def __init__(self, database: str) -> None:
        self._database = database

    async def export(self, write: Callable[[str], object], progress: Progress) -> int:
        """Write the whole ledger, as it is at one moment, a line at a time; how many entries it has."""
        async with self._connection() as connection, connection.transaction(isolation="repeatable_read", readonly=True):
            fields = await _fields(connection)
            whole: int = await connection.fetchval("SELECT count(*) FROM notice")
            write(header_line(fields, entries=whole, exported_at=datetime.now(UTC).isoformat()))
            number = 0
            async for (entry,) in connection.cursor(_entries_of(fields), prefetch=_AT_ONCE):
                number += 1
                write(entry)
                if number % _AT_ONCE == 0:
                    progress(number, whole)
        return whole

    async def take(self, lines: Iterable[str], progress: Progress) -> Imported:
        """Take a ledger over, all of it or nothing; the same ledger again changes nothing. Raises `LocalStackError`."""
        rest = iter(lines)
        header = header_of(next(rest, ""))
        fields = [str(name) for name in header["fields"]]
        async with self._connection() as connection, connection.transaction():
            if missing := sorted(set(fields) - set(await _fields(connection))):
                raise LocalStackError(
                    f"This database has no {', '.join(missing)}: it is of an older version than the ledger. "
                    "Run `python -m notifications migrate` first."
                )
            busy = bool(await connection.fetchval(_BESIDE_US))
            await connection.execute("LOCK TABLE notice IN SHARE ROW EXCLUSIVE MODE")
            await connection.execute("CREATE TEMP TABLE ledger_line (number int, entry jsonb) ON COMMIT DROP")
            entries = _entries(rest, fields)
            arrived, whole = 0, header["entries"]
            while some := _some(entries):
                await connection.copy_records_to_table("ledger_line", records=some, columns=["number", "entry"])
                arrived += len(some)
                progress(arrived, whole)
            if arrived != whole:
                raise LocalStackError(
                    f"This ledger should have {whole} entries and has {arrived}: a part is missing. Take another copy."
                )
            return await _take_over(connection, fields, busy=busy)

    @asynccontextmanager
    async def _connection(self) -> AsyncIterator[asyncpg.Connection]:
        try:
            connection = await asyncpg.connect(self._database, timeout=10)
        except (OSError, asyncpg.PostgresError, TimeoutError) as error:
            raise LocalStackError(
                f"The database of notifications doesn't answer ({type(error).__name__}). Does PostgreSQL run, and is "
                "FLANKEREND_NOTIFICATIONS_DATABASE_URL right?"
            ) from None
        try:
            yield connection
        finally:
            await connection.close()


async def _fields(connection: asyncpg.Connection) -> Sequence[str]:
    columns = {row["column_name"] for row in await connection.fetch(_COLUMNS)}
    if not columns:
        raise LocalStackError(
            "This database has no notices. Is it the one of notifications, and was `python -m notifications migrate` "
            "run for it?"
        )
    return [name for name in FIELDS if name in columns]


def _entries(lines: Iterator[str], fields: Sequence[str]) -> Iterator[tuple[int, str]]:
    numbered = enumerate(lines, start=2)
    return ((number, json.dumps(entry_of(number, line, fields))) for number, line in numbered if line.strip())


def _some(entries: Iterator[tuple[int, str]]) -> list[tuple[int, str]]:
    first = next(entries, None)
    if first is None:
        return []
    return [entry for entry, _ in zip(chain([first], entries), range(_AT_ONCE), strict=False)]


async def _take_over(connection: asyncpg.Connection, fields: Sequence[str], *, busy: bool) -> Imported:
    try:
        await connection.execute(_read_lines(fields))
        if twice := await connection.fetchval(_TWICE):
            raise LocalStackError(f"Line {twice} of this ledger says again what another line says: export it again.")
        for statement in (_IN_HAND, _SORT, _update(fields), _insert(fields)):
            await connection.execute(statement)
    except (asyncpg.DataError, asyncpg.IntegrityConstraintViolationError) as error:
        raise LocalStackError(f"This ledger has an entry that no notice can have ({type(error).__name__}).") from None
    counts: dict[str, int] = {row["outcome"]: row["entries"] for row in await connection.fetch(_OUTCOMES)}
    conflicts = [
        Conflict(row["number"], row["id"], row["row_id"], row["template"]) for row in await connection.fetch(_CONFLICTS)
    ]
    kept, added, updated = (counts.get(outcome, 0) for outcome in ("kept", "added", "updated"))
    return Imported(added, updated, kept, tuple(conflicts), busy)


# Statements over the fields of a ledger, all of which are names of `FIELDS`.


def _entries_of(fields: Sequence[str]) -> str:
    columns = ", ".join(fields)
    return f"SELECT to_jsonb(entry)::text FROM (SELECT {columns} FROM notice ORDER BY position) AS entry"  # noqa: S608


def _read_lines(fields: Sequence[str]) -> str:
    columns = ", ".join(f"of_line.{name}" for name in fields)
    return f"""
        CREATE TEMP TABLE ledger_entry ON COMMIT DROP AS
        SELECT number, CAST(NULL AS text) AS outcome, CAST(NULL AS uuid) AS row_id, {columns}
        FROM ledger_line, jsonb_populate_record(CAST(NULL AS notice), entry) AS of_line
    """  # noqa: S608


def _update(fields: Sequence[str]) -> str:
    columns = ", ".join(f"{name} = entry.{name}" for name in fields if name != "version")
    return f"""
        UPDATE notice AS row SET {columns}, version = greatest(entry.version, row.version + 1),
            waiting_for = NULL, waiting_since = NULL, lease_until = NULL
        FROM ledger_entry AS entry WHERE row.id = entry.row_id AND entry.outcome = 'updated'
    """  # noqa: S608


def _insert(fields: Sequence[str]) -> str:
    columns = ", ".join(fields)
    return f"""
        INSERT INTO notice ({columns}) SELECT {columns} FROM ledger_entry WHERE outcome = 'added' ORDER BY number
    """  # noqa: S608
