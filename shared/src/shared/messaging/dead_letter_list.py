"""The dead letters as an operator sees them: where they came from and what was wrong, never what they hold."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from shared.domain.errors import IllegalTransition, NotFound
from shared.messaging.tables import dead_letter

_SHOWN = ("id", "topic", "partition", "offset", "item", "error_type", "error", "status", "at")


class DeadLetterStatus(StrEnum):
    """What became of a dead letter."""

    PARKED = "parked"
    """Nobody decided about it yet."""
    REPLAY = "replay"
    """Somebody asked for a replay, which the service does within seconds."""
    REPLAYED = "replayed"
    """It was handled after all."""
    DISCARDED = "discarded"
    """Somebody said that it need not be handled."""


OPEN = (DeadLetterStatus.PARKED, DeadLetterStatus.REPLAY)


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """A record that could not be handled, or one mark of its list (``item``, from 0; None for the whole record)."""

    id: int
    topic: str
    partition: int
    offset: int
    item: int | None
    error_type: str
    error: str
    status: DeadLetterStatus
    at: datetime


async def dead_letters(
    connection: AsyncConnection, statuses: Sequence[DeadLetterStatus], *, after: int | None, limit: int
) -> list[DeadLetter]:
    """Those with one of these statuses, oldest first, from the one after ``after`` on."""
    columns = dead_letter.c
    statement = (
        sa.select(*(columns[name] for name in _SHOWN))
        .where(columns.status.in_(statuses), columns.id > (after or 0))
        .order_by(columns.id)
        .limit(limit)
    )
    return [_letter(row) for row in await connection.execute(statement)]


async def find_dead_letter(connection: AsyncConnection, letter_id: int) -> DeadLetter:
    """The dead letter with this number. Raises NotFound."""
    statement = sa.select(*(dead_letter.c[name] for name in _SHOWN)).where(dead_letter.c.id == letter_id)
    row = (await connection.execute(statement)).one_or_none()
    if row is None:
        raise NotFound("dead letter", letter_id)
    return _letter(row)


async def decide(connection: AsyncConnection, letter_id: int, status: DeadLetterStatus) -> DeadLetter:
    """Ask for its replay, or discard it; the letter as it is then. Asking again for the same changes nothing.

    Raises NotFound, and IllegalTransition for a letter that was replayed.
    """
    columns = dead_letter.c
    statement = sa.select(*(columns[name] for name in _SHOWN)).where(columns.id == letter_id).with_for_update()
    row = (await connection.execute(statement)).one_or_none()
    if row is None:
        raise NotFound("dead letter", letter_id)
    if row.status == DeadLetterStatus.REPLAYED:
        raise IllegalTransition("replay" if status is DeadLetterStatus.REPLAY else "discard", row.status, ())
    change = sa.update(dead_letter).where(columns.id == letter_id).values(status=status)
    changed = await connection.execute(change.returning(*(columns[name] for name in _SHOWN)))
    return _letter(changed.one())


def _letter(row: Any) -> DeadLetter:
    return DeadLetter(**{**row._mapping, "status": DeadLetterStatus(row.status)})
