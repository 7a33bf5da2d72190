"""``/dead-letters``: what a service could not handle, for operators."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, ConfigDict
from sqlalchemy.ext.asyncio import AsyncEngine

from shared.domain.patterns import worded
from shared.domain.roles import Role
from shared.messaging.dead_letter_list import OPEN, DeadLetter, DeadLetterStatus, dead_letters, decide
from shared.runtime.http.authentication import allow
from shared.runtime.http.paging import Listing, Paged, listing
from shared.runtime.http.principal import Principal
from shared.runtime.logging import get_logger

DEAD_LETTER_TAGS = {"dead letters": "Records that could not be handled; for operators"}

Operator = Annotated[Principal, allow(Role.OPERATOR)]


class DeadLetterAnswer(BaseModel):
    """A record that could not be handled. What it holds is never answered: it may be about a child."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    id: str
    """The service and a number, as the command `flankerend dead-letters` has it, such as `attendance-12`."""
    service: str
    """The service that could not handle it."""
    topic: str
    """The topic it was read from."""
    partition: int
    """The partition of the topic."""
    offset: int
    """Its place in the partition."""
    item: int | None
    """The index of the mark in its list, from 0; null for the record as a whole."""
    error_type: str
    """What kind of error it was."""
    error: str
    """What was wrong, without any value of the record."""
    status: DeadLetterStatus
    """What became of it."""
    at: datetime
    """When it was put here last."""


def dead_letters_router(service: str, engine: AsyncEngine) -> APIRouter:
    """The dead letters of a service: listed, handled again, discarded. Each decision is logged."""
    router = APIRouter(prefix="/dead-letters", tags=list(DEAD_LETTER_TAGS))
    letter_path = Annotated[
        str,
        Path(
            pattern=worded(rf"^{service}-[0-9]{{1,18}}$", f"an id as listed, such as {service}-12"),
            description=f"Its id as listed, such as `{service}-12`",
        ),
    ]

    @router.get("")
    async def get_dead_letters(
        _: Operator,
        page: Paged,
        status: Annotated[
            list[DeadLetterStatus] | None, Query(description="Only these; those parked or to be replayed without it")
        ] = None,
    ) -> Listing[DeadLetterAnswer]:
        """Dead letters, oldest first."""
        after = page.after(int)
        async with engine.connect() as connection:
            letters = await dead_letters(
                connection, status or OPEN, after=after[0] if after else None, limit=page.limit + 1
            )
        on_page, following = page.cut(letters, lambda letter: (letter.id,))
        return listing(_answers(service, on_page), following)

    async def decided(letter_id: str, status: DeadLetterStatus) -> DeadLetterAnswer:
        letter = await decide_and_log(engine, int(letter_id.rpartition("-")[2]), status)
        return _answers(service, [letter])[0]

    @router.post("/{letter_id}/replay")
    async def replay(_: Operator, letter_id: letter_path) -> DeadLetterAnswer:
        """Have the service handle it again, within seconds. What fails again is parked with its new error.

        404 for an id that is not there, 409 once it was replayed.
        """
        return await decided(letter_id, DeadLetterStatus.REPLAY)

    @router.post("/{letter_id}/discard")
    async def discard(_: Operator, letter_id: letter_path) -> DeadLetterAnswer:
        """Say that it need not be handled; the row stays. 404 and 409 as above."""
        return await decided(letter_id, DeadLetterStatus.DISCARDED)

    return router


async def decide_and_log(engine: AsyncEngine, letter_id: int, status: DeadLetterStatus) -> DeadLetter:
    """Ask for the replay of a dead letter, or discard it, and note that in the log; the letter as it is then.

    Raises NotFound, and IllegalTransition for a letter that was replayed.
    """
    async with engine.begin() as connection:
        letter = await decide(connection, letter_id, status)
    get_logger().info("message.decided", dead_letter_id=letter.id, topic=letter.topic, outcome=status.value)
    return letter


def _answers(service: str, letters: Sequence[DeadLetter]) -> list[DeadLetterAnswer]:
    return [
        DeadLetterAnswer(
            id=f"{service}-{letter.id}",
            service=service,
            topic=letter.topic,
            partition=letter.partition,
            offset=letter.offset,
            item=letter.item,
            error_type=letter.error_type,
            error=letter.error,
            status=letter.status,
            at=letter.at,
        )
        for letter in letters
    ]
