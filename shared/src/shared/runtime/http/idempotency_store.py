"""Answers kept for requests with an ``Idempotency-Key``, in the service's own database."""

from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from shared.runtime.idempotency_table import idempotency_keys as keys
from shared.runtime.logging import get_logger

LEASE = timedelta(seconds=60)
KEPT = timedelta(hours=24)

_NOT_HASHED_YET = b""


@dataclass(frozen=True, slots=True)
class Request:
    """What makes two requests the same: who asks (``sub``, and school or contact), with which key, where."""

    subject: str
    key: str
    path: str


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it is kept, with the hash of the body it was given to."""

    body_hash: bytes
    status: int
    content_type: str | None
    body: bytes


class Claimed:
    """The request is ours to run."""


class Running:
    """The first request with this key still runs."""


class IdempotencyStore:
    """Claims keys, keeps answers.

    A claim counts for ``lease`` after its last sign of life, so that the key of a crashed run becomes free again. An
    answer is kept for ``kept``. Time is the database's.
    """

    def __init__(self, engine: AsyncEngine, *, lease: timedelta = LEASE, kept: timedelta = KEPT) -> None:
        self._engine = engine
        self.lease = lease
        self._kept = kept

    async def claim(self, request: Request) -> Claimed | Running | Answer:
        """Take the key for this run, or say what became of the first run."""
        async with self._engine.begin() as connection:
            if (await connection.execute(self._claim_statement(request))).first():
                return Claimed()
            return await _present(connection, request)

    async def renew(self, request: Request) -> None:
        """A sign of life of the run that holds the key."""
        await self._run(sa.update(keys).where(_is_running(request)).values(created_at=sa.func.now()))

    async def finish(self, request: Request, answer: Answer) -> None:
        """Keep the answer; the first one stays where two runs finish."""
        await self._run(
            sa.update(keys)
            .where(_is_running(request))
            .values(
                body_hash=answer.body_hash,
                status=answer.status,
                content_type=answer.content_type,
                body=answer.body,
                created_at=sa.func.now(),
                finished_at=sa.func.now(),
            )
        )

    async def release(self, request: Request) -> None:
        """Give the key back: the run gave no answer worth keeping."""
        await self._run(sa.delete(keys).where(_is_running(request)))

    async def purge(self) -> None:
        """Remove what is kept no longer; the job of a ticker."""
        async with self._engine.begin() as connection:
            result = await connection.execute(sa.delete(keys).where(keys.c.created_at < sa.func.now() - self._kept))
        if result.rowcount:
            get_logger().info("idempotency.keys_purged", purged=result.rowcount)

    async def _run(self, statement: sa.Update | sa.Delete) -> None:
        async with self._engine.begin() as connection:
            await connection.execute(statement)

    def _claim_statement(self, request: Request) -> sa.Executable:
        lapsed = sa.case(
            (keys.c.finished_at.is_(None), keys.c.created_at < sa.func.now() - self.lease),
            else_=keys.c.created_at < sa.func.now() - self._kept,
        )
        fresh = {
            "body_hash": _NOT_HASHED_YET,
            "status": None,
            "content_type": None,
            "body": None,
            "created_at": sa.func.now(),
            "finished_at": None,
        }
        return (
            insert(keys)
            .values(sub=request.subject, key=request.key, path=request.path, **fresh)
            .on_conflict_do_update(index_elements=[keys.c.sub, keys.c.key, keys.c.path], set_=fresh, where=lapsed)
            .returning(keys.c.key)
        )


async def _present(connection: AsyncConnection, request: Request) -> Running | Answer:
    finished = sa.select(keys).where(_is(request), keys.c.finished_at.is_not(None))
    row = (await connection.execute(finished)).first()
    if row is None:
        return Running()
    return Answer(row.body_hash, row.status, row.content_type, row.body)


def _is(request: Request) -> sa.ColumnElement[bool]:
    return sa.and_(keys.c.sub == request.subject, keys.c.key == request.key, keys.c.path == request.path)


def _is_running(request: Request) -> sa.ColumnElement[bool]:
    return sa.and_(_is(request), keys.c.finished_at.is_(None))
