"""The guests of a meeting: people who come to it and do not work with the system."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from shared.domain.guest_roles import GuestRole

OF_A_FAMILY = frozenset({GuestRole.PARENT, GuestRole.PUPIL})
"""Who comes for one case, and for no other."""


@dataclass(frozen=True, slots=True)
class Guest:
    """A guest by name, kept for this meeting alone. `case_id` is None for who comes for the whole meeting."""

    name: str
    role: GuestRole
    case_id: UUID | None = None

    def comes_for(self, case_ids: Collection[UUID]) -> bool:
        """Whether the guest comes for one of these cases, or for the whole meeting."""
        return self.case_id is None or self.case_id in case_ids


@dataclass(frozen=True, slots=True, kw_only=True)
class Guests:
    """The guests of a meeting; `version` is 0 while nobody noted any."""

    guests: tuple[Guest, ...] = ()
    version: int = 0
    noted_by: str = ""
    noted_at: datetime | None = None

    def merged(self, case_id: UUID, remaining: UUID) -> "Guests":
        """Who comes for a merged case comes for the case that remains."""
        moved = (replace(guest, case_id=remaining) if guest.case_id == case_id else guest for guest in self.guests)
        return replace(self, guests=tuple(moved))

    def without(self, case_id: UUID, *, whole: bool) -> "Guests":
        """Without who comes for a case; with `whole` also without who comes for the whole meeting."""
        kept = (guest for guest in self.guests if guest.case_id != case_id and not (whole and guest.case_id is None))
        return replace(self, guests=tuple(kept))


NO_GUESTS = Guests()
