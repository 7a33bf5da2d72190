"""Records that can't be handled are kept whole, with what was wrong, until a person replays or discards them."""

import base64
from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from shared.domain.errors import DomainError
from shared.messaging.errors import InvalidEvent
from shared.messaging.record import Headers, Record, StoredRecord
from shared.messaging.tables import dead_letter
from shared.runtime.logging import get_logger
from shared.runtime.metrics import DEAD_LETTERED


async def park(connection: AsyncConnection, record: Record, error: BaseException, *, item: int | None = None) -> None:
    """Keep a record, or the ``item``-th mark of its list, with its error. A record that is kept already stays."""
    statement = insert(dead_letter).values(
        topic=record.topic,
        partition=record.partition,
        offset=record.offset,
        item=item,
        record_time=datetime.fromtimestamp(max(record.timestamp, 0) / 1000, UTC),
        key=record.key,
        value=record.value,
        headers=_encode_headers(record.headers),
        error_type=type(error).__name__,
        error=describe(error),
    )
    again = statement.on_conflict_do_update(
        constraint="dead_letter_once",
        set_={name: statement.excluded[name] for name in ("error_type", "error", "status", "at")},
        where=dead_letter.c.status == "replay",
    )
    kept = await connection.execute(again.returning(dead_letter.c.id))
    if (letter_id := kept.scalar()) is not None:
        DEAD_LETTERED.labels(topic=record.topic).inc()
        get_logger().warning(
            "message.dead_lettered",
            topic=record.topic,
            partition=record.partition,
            offset=record.offset,
            item=item,
            dead_letter_id=letter_id,
            outcome="parked",
            **{"error.type": type(error).__name__},
        )


def describe(error: BaseException) -> str:
    """What was wrong, without any value of the message. Errors of libraries may quote it: only their type."""
    return str(error) if isinstance(error, InvalidEvent | DomainError) else type(error).__name__


async def asked_for(
    connection: AsyncConnection, topics: Collection[str], limit: int = 50
) -> Sequence[tuple[int, StoredRecord]]:
    """The oldest records of ``topics`` that somebody asked to have replayed, with their ids."""
    letters = dead_letter.c
    to_replay = sa.select(dead_letter).where(letters.status == "replay", letters.topic.in_(topics))
    rows = await connection.execute(to_replay.order_by(letters.id).limit(limit))
    return [(row.id, _stored(row)) for row in rows]


async def replayed(connection: AsyncConnection, letter_id: int) -> bool:
    """Note that a replay went well; False where the record was parked again in the meantime, and stays parked."""
    letters = dead_letter.c
    noted = await connection.execute(
        sa.update(dead_letter).where(letters.id == letter_id, letters.status == "replay").values(status="replayed")
    )
    return noted.rowcount == 1


async def count_open(connection: AsyncConnection) -> int:
    """How many records are parked or wait for their replay."""
    statement = sa.select(sa.func.count()).where(dead_letter.c.status.in_(["parked", "replay"]))
    return int((await connection.execute(statement)).scalar_one())


def _stored(row: Any) -> StoredRecord:
    return StoredRecord(
        topic=row.topic,
        partition=row.partition,
        offset=row.offset,
        timestamp=int(row.record_time.timestamp() * 1000),
        key=row.key,
        value=row.value,
        headers=_decode_headers(row.headers),
    )


def _encode_headers(headers: Headers) -> list[list[str | None]]:
    return [
        [name.replace("\x00", ""), None if value is None else base64.b64encode(value).decode()]
        for name, value in headers
    ]


def _decode_headers(headers: list[list[str | None]]) -> Headers:
    return [(name or "", None if value is None else base64.b64decode(value)) for name, value in headers]
