"""What the storage of a subject does."""

from collections.abc import Callable
from typing import Protocol, TypeVar
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

S_co = TypeVar("S_co", covariant=True)


class Stories(Protocol[S_co]):
    """Repository of the stories of one subject, in a unit of work."""

    async def story(self, item_id: UUID) -> S_co:
        """All that arrived about one thing, perhaps nothing."""
        ...

    async def forget_person(self, person_id: UUID) -> None:
        """Keep nothing that tells of this person but ids."""
        ...


OpenStories = Callable[[AsyncConnection], Stories[S_co]]
