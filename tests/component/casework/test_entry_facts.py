"""A timeline of before it kept facts: upgraded, it says it in the words of now; downgraded, it keeps what it said."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection
from tests.unit.casework.sentences import FORMS, stored

from .harness import Harness, level_reached
from .test_schema import migrate

BEFORE = "2026_11_28_2222_search"
OTHER_WORDS = (
    ("case-opened", "Dossier geopend: om een reden die niemand kent."),
    ("held", "In wacht tot en met 31/2/2026. Reden: zo'n dag is er niet"),
    ("started", ""),
)
SENTENCES = (*((str(kind), stored(text)) for kind, _, text in FORMS), *OTHER_WORDS)
SHOWN = [*((str(kind), text) for kind, _, text in FORMS), *OTHER_WORDS]


@pytest.fixture
async def case_id(harness: Harness) -> str:
    signal = level_reached()
    await harness.receive(signal, str(signal.person_id))
    return str((await harness.only_case())["case_id"])


@asynccontextmanager
async def before(harness: Harness) -> AsyncIterator[AsyncConnection]:
    """The database as the version before has it; it is upgraded afterwards."""
    async with harness.service.engine.begin() as connection:
        await connection.run_sync(migrate, BEFORE)
        yield connection
        await connection.run_sync(migrate, "head")


async def write(connection: AsyncConnection, case_id: str, sentences: Sequence[tuple[str, str]]) -> None:
    """Entries in place of those of the case."""
    await connection.execute(sa.text("DELETE FROM timeline"))
    statement = sa.text("""
        INSERT INTO timeline (case_id, at, kind, by, text)
        VALUES (:case_id, '2026-11-23 09:00+01', :kind, 'somebody', :text)
    """)
    await connection.execute(statement, [{"case_id": case_id, "kind": kind, "text": text} for kind, text in sentences])


async def read(connection: AsyncConnection) -> list[tuple[str, str]]:
    rows = await connection.execute(sa.text("SELECT kind, text FROM timeline ORDER BY position"))
    return [(row.kind, row.text) for row in rows]


async def shown(harness: Harness, case_id: str) -> list[tuple[str, str]]:
    answer = await harness.http.get(f"/cases/{case_id}/timeline", params={"limit": 200})
    items: list[dict[str, Any]] = answer.json()["items"]
    return [(item["kind"], item["text"]) for item in items]


async def test_every_sentence_of_before_is_shown_in_the_words_of_now(harness: Harness, case_id: str) -> None:
    async with before(harness) as connection:
        await write(connection, case_id, SENTENCES)
    assert await shown(harness, case_id) == SHOWN


async def test_what_is_recognised_is_kept_as_facts_and_the_rest_as_it_was(harness: Harness, case_id: str) -> None:
    async with before(harness) as connection:
        await write(connection, case_id, SENTENCES)
    async with harness.service.engine.begin() as connection:
        facts = list(await connection.scalars(sa.text("SELECT facts FROM timeline ORDER BY position")))
    assert facts == [*(dict(facts) for _, facts, _ in FORMS), *({"text": text} for _, text in OTHER_WORDS)]


async def test_a_downgrade_has_every_sentence_again(harness: Harness, case_id: str) -> None:
    async with before(harness) as connection:
        await write(connection, case_id, SENTENCES)
    async with before(harness) as connection:
        assert await read(connection) == list(SENTENCES)
    assert await shown(harness, case_id) == SHOWN


async def test_what_is_written_since_goes_back_as_sentences(harness: Harness, case_id: str) -> None:
    await harness.act(case_id, "assign", assignee="cw-1")
    await harness.act(case_id, "hold", until="2026-12-01", reason="wacht")
    async with before(harness) as connection:
        sentences = await read(connection)
    assert [text for _, text in sentences] == [
        "Dossier geopend: niveau 5 bereikt (5 problematische halve dagen).",
        "Zorgoverleg gevraagd.",
        "Dossier toegewezen aan cw-1.",
        "In wacht tot en met 1/12/2026. Reden: wacht",
    ]
    assert await shown(harness, case_id) == sentences


async def test_a_long_timeline_is_rewritten_in_parts(harness: Harness, case_id: str) -> None:
    async with before(harness) as connection:
        await write(
            connection, case_id, [("assigned", f"Dossier toegewezen aan cw-{number}.") for number in range(5_001)]
        )
    async with harness.service.engine.begin() as connection:
        assignees = await connection.scalars(sa.text("SELECT facts ->> 'assignee' FROM timeline ORDER BY position"))
        assert list(assignees) == [f"cw-{number}" for number in range(5_001)]
