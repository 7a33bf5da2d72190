"""Which rooms a list is asked for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RoomQuery:
    """Rooms at this site, and of this organisation; None asks for all."""

    site: str | None = None
    organisation_id: str | None = None
