"""Where a receiver reads on."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Links:
    """The address, without a slash at the end, that each collection (`cases`, `meetings`) is reached at."""

    addresses: Mapping[str, str]

    def to(self, collection: str, item_id: UUID) -> str:
        """The link to one item of a collection."""
        return f"{self.addresses[collection]}/{collection}/{item_id}"
