"""What the storage of a subject does."""

from collections.abc import Callable, Collection
from typing import Protocol, TypeVar
from uuid import UUID

from shared.runtime.batching import BatchingConnection

S_co = TypeVar("S_co", covariant=True)


class Stories(Protocol[S_co]):
    """Repository of the stories of one subject, in a unit of work."""

    async def load(self, item_ids: Collection[UUID]) -> None:
        """Read at once what ``story`` is going to be asked for; it may also do nothing."""
        ...

    async def story(self, item_id: UUID) -> S_co:
        """All that arrived about one thing, perhaps nothing."""
        ...

    async def forget_person(self, person_id: UUID) -> None:
        """Keep nothing that tells of this person but ids."""
        ...

    async def forget_erased(self) -> None:
        """Keep nothing that tells of anybody who was erased but ids."""
        ...


OpenStories = Callable[[BatchingConnection], Stories[S_co]]
