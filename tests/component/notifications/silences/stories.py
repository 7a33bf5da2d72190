"""What arrived about silences, in a table of the toy's own."""

from collections.abc import Collection
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from notifications.domain.about import Origin

from .story import Silence

TABLE = "CREATE TABLE silence (silence_id uuid PRIMARY KEY, school text, story text, ended boolean NOT NULL)"

_ADD = sa.text("""
    INSERT INTO silence VALUES (:silence_id, :school, :story, :ended)
    ON CONFLICT (silence_id) DO UPDATE SET ended = silence.ended OR excluded.ended
""")


class Silences:
    """Repository of silences."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, silence_id: UUID, school: str, *, story: str | None, ended: bool) -> None:
        values = {"silence_id": silence_id, "school": school, "story": story, "ended": ended}
        await self._connection.execute(_ADD, values)

    async def load(self, item_ids: Collection[UUID]) -> None:
        """A story is read when it is asked for."""

    async def story(self, item_id: UUID) -> Silence:
        row = (
            await self._connection.execute(sa.text("SELECT * FROM silence WHERE silence_id = :id"), {"id": item_id})
        ).first()
        return Silence(item_id, Origin(row.story), row.school, row.ended) if row else Silence(item_id, Origin())

    async def forget_person(self, person_id: UUID) -> None:
        """Nothing is kept of persons."""
