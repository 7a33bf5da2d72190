"""Dead letters are listed oldest first, and a decision about one holds until it was replayed."""

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from shared.domain.errors import IllegalTransition, NotFound
from shared.messaging.dead_letter_list import OPEN, DeadLetterStatus, dead_letters, decide
from shared.messaging.tables import dead_letter

AT = datetime(2026, 11, 20, 8, tzinfo=UTC)


@pytest.fixture
async def connection(engine):
    async with engine.begin() as connection:
        yield connection


async def parked(connection, offset, status="parked"):
    values = {"topic": "t", "partition": 0, "offset": offset, "record_time": AT, "headers": [], "status": status}
    statement = sa.insert(dead_letter).values(**values, error_type="InvalidBody", error="code: no code")
    return (await connection.execute(statement.returning(dead_letter.c.id))).scalar_one()


async def test_those_that_wait_are_listed_oldest_first_page_after_page(connection):
    letters = [await parked(connection, offset) for offset in range(3)]
    await parked(connection, 3, status="discarded")

    first = await dead_letters(connection, OPEN, after=None, limit=2)
    rest = await dead_letters(connection, OPEN, after=first[-1].id, limit=2)

    assert [letter.id for letter in (*first, *rest)] == letters
    assert {letter.error for letter in first} == {"code: no code"}


@pytest.mark.parametrize("status", [DeadLetterStatus.REPLAY, DeadLetterStatus.DISCARDED])
async def test_the_same_decision_twice_is_one(connection, status):
    letter = await parked(connection, 0)

    once = await decide(connection, letter, status)

    assert once.status is status
    assert await decide(connection, letter, status) == once


@pytest.mark.parametrize("status", [DeadLetterStatus.REPLAY, DeadLetterStatus.DISCARDED])
async def test_what_was_replayed_is_not_decided_again(connection, status):
    letter = await parked(connection, 0, status="replayed")

    with pytest.raises(IllegalTransition):
        await decide(connection, letter, status)


async def test_a_letter_that_is_not_there_is_not_found(connection):
    with pytest.raises(NotFound):
        await decide(connection, 1, DeadLetterStatus.REPLAY)
