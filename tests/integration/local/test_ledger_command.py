"""`flankerend ledger`: what was sent, out of one database of notifications and into another."""

import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from shared.local.ledger_entry import FIELDS

AT = datetime(2026, 10, 12, 9, tzinfo=UTC)
ABOUT = UUID(int=7)
NOT_TOLD_OF = {"position", "waiting_for", "waiting_since", "lease_until"}
"""The columns that no ledger has: of this database alone, or of a worker's hand."""


def row(number: int, **changes: Any) -> dict[str, Any]:
    """A notice to the CLB, of this version of an invented case."""
    return {
        "id": UUID(int=number),
        "template": "case-opened",
        "template_version": 1,
        "about_kind": "case",
        "about_id": ABOUT,
        "occasion": number,
        "slot": "clb",
        "role": "clb",
        "contact_id": "clb-1",
        "recipient_role": "clb",
        "corrects": [],
        "channel": "email",
        "status": "sent",
        "attempt": 1,
        "in_doubt": False,
        "created_at": AT,
        "due_at": AT,
        "queued_at": AT,
        "sent_at": AT if changes.get("status", "sent") == "sent" else None,
        "version": 3,
        **changes,
    }


class Database:
    """A database of notifications."""

    def __init__(self, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
        self.url = url.replace("+asyncpg", "")
        self._monkeypatch = monkeypatch

    def use(self) -> None:
        """Let the command work on this database."""
        self._monkeypatch.setenv("FLANKEREND_NOTIFICATIONS_DATABASE_URL", self.url)

    async def add(self, *rows: dict[str, Any]) -> None:
        connection = await asyncpg.connect(self.url)
        for values in rows:
            columns, places = ", ".join(values), ", ".join(f"${place}" for place in range(1, len(values) + 1))
            await connection.execute(f"INSERT INTO notice ({columns}) VALUES ({places})", *values.values())
        await connection.close()

    async def rows(self) -> list[dict[str, Any]]:
        connection = await asyncpg.connect(self.url)
        rows = await connection.fetch("SELECT * FROM notice ORDER BY occasion, position")
        await connection.close()
        return [dict(found) for found in rows]

    async def statuses(self) -> list[str]:
        return [found["status"] for found in await self.rows()]


OpenDatabase = Callable[[], Awaitable[Database]]


@pytest.fixture
def new(create_database, monkeypatch) -> OpenDatabase:
    """``await new()``: a database in which nothing was sent, which the command then works on."""

    async def made() -> Database:
        database = Database(await create_database("notifications"), monkeypatch)
        database.use()
        return database

    return made


@pytest.fixture
def ledger(flankerend, tmp_path):
    """``await ledger("export")``, ``await ledger("import")``: how it ended, over one file."""

    async def command(verb: str, file: Path = tmp_path / "ledger.jsonl") -> Any:
        return await flankerend("ledger", verb, str(file))

    return command


async def test_what_was_sent_in_one_database_was_sent_in_the_other(new, ledger, tmp_path):
    old = await new()
    await old.add(row(1, acknowledged_at=AT, answer="received", reason=None), row(2, corrects=[UUID(int=1)]))
    assert (await ledger("export")).code == 0
    restored = await new()
    ended = await ledger("import")
    assert (ended.code, ended.out.strip()) == (0, "2 notices added, 0 brought up to date, 0 as they were.")
    before, after = await old.rows(), await restored.rows()
    assert [{**found, "position": 0} for found in before] == [{**found, "position": 0} for found in after]
    assert "0 notices added, 0 brought up to date, 2 as they were." in (await ledger("import")).out
    assert (tmp_path / "ledger.jsonl").stat().st_mode & 0o077 == 0


async def test_a_line_has_every_column_that_is_not_left_out_and_nothing_that_is_written_by_people(new, ledger):
    database = await new()
    await database.add(row(1))
    [found] = await database.rows()
    assert set(found) - NOT_TOLD_OF <= set(FIELDS)
    assert not {"name", "email", "address", "subject", "text", "body"} & set(FIELDS)


async def test_what_was_in_hand_goes_once_more_and_what_waited_waits(new, ledger):
    await (await new()).add(
        row(1, status="sending"), row(2, status="queued", contact_id=None), row(3, status="deferred", in_doubt=True)
    )
    await ledger("export")
    restored = await new()
    await ledger("import")
    rows = await restored.rows()
    assert [(found["status"], found["in_doubt"]) for found in rows] == [
        ("deferred", True),
        ("queued", False),
        ("deferred", True),
    ]
    assert [found["id"] for found in rows] == [UUID(int=1), UUID(int=2), UUID(int=3)]


async def test_the_side_that_is_surer_that_somebody_was_told_holds(new, ledger):
    await (await new()).add(
        row(1, version=3),
        row(2, status="cancelled", version=2),
        row(3, status="queued", version=1),
        row(4, status="deferred", version=3),
        row(5, version=3),
    )
    await ledger("export")
    restored = await new()
    await restored.add(
        row(1, status="deferred", in_doubt=True, version=9),
        row(2, status="queued", version=1),
        row(3, version=3),
        row(4, status="failed", version=9),
        row(5, acknowledged_at=AT, answer="received", version=4),
    )
    ended = await ledger("import")
    assert "0 notices added, 2 brought up to date, 3 as they were." in ended.out
    assert await restored.statuses() == ["sent", "cancelled", "sent", "failed", "sent"]
    assert (await restored.rows())[4]["answer"] == "received"


async def test_another_mail_about_the_same_is_reported_and_left_and_one_that_did_not_go_yet_is_stopped(new, ledger):
    await (await new()).add(row(1), row(2))
    await ledger("export")
    restored = await new()
    await restored.add(row(1, id=UUID(int=11)), row(2, id=UUID(int=12), status="queued", contact_id=None))
    ended = await ledger("import")
    assert ended.code == 1
    assert f"Line 2: case-opened {UUID(int=1)}: here it is {UUID(int=11)}" in ended.error
    assert [(found["id"], found["status"]) for found in await restored.rows()] == [
        (UUID(int=11), "sent"),
        (UUID(int=2), "sent"),
    ]


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda lines: [], "no ledger"),
        (lambda lines: lines[1:], "no ledger"),
        (lambda lines: lines[:-1], "a part is missing"),
        (lambda lines: [*lines[:-1], lines[-1][:40]], "Line 3 of this ledger is not whole"),
        (lambda lines: [*lines[:-1], lines[1]], "says again"),
        (lambda lines: [lines[0].replace('"version": 1', '"version": 2'), *lines[1:]], "has version 2"),
        (lambda lines: [lines[0].replace('"id"', '"colour"', 1), *lines[1:]], "not whole"),
        (lambda lines: [lines[0], lines[1].replace('"sent"', '"lost"'), lines[2]], "no notice can have"),
    ],
)
async def test_a_file_that_is_not_whole_changes_nothing_and_says_what_to_do(new, ledger, tmp_path, spoil, said):
    await (await new()).add(row(1), row(2))
    file = tmp_path / "ledger.jsonl"
    await ledger("export")
    file.write_text("\n".join(spoil(file.read_text().splitlines())))
    restored = await new()
    ended = await ledger("import")
    assert (ended.code, await restored.statuses()) == (1, [])
    assert said in ended.error


async def test_a_pipe_and_what_is_not_there(new, flankerend, tmp_path, create_database, monkeypatch):
    await (await new()).add(row(1))
    ended = await flankerend("ledger", "export", "-")
    header, entry = ended.out.splitlines()
    assert (json.loads(header)["entries"], json.loads(entry)["id"]) == (1, str(UUID(int=1)))
    assert "can't be read" in (await flankerend("ledger", "import", str(tmp_path / "none.jsonl"))).error
    assert "can't be written" in (await flankerend("ledger", "export", str(tmp_path / "none" / "file"))).error
    Database(await create_database(), monkeypatch).use()
    assert "no notices" in (await flankerend("ledger", "export", "-")).error
    monkeypatch.setenv("FLANKEREND_NOTIFICATIONS_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    assert "doesn't answer" in (await flankerend("ledger", "export", "-")).error
