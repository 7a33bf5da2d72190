"""What giving work needs from storage."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from shared.domain.roles import Role


@dataclass(frozen=True, slots=True)
class WorkingContact:
    """A contact of the directory: the role, and whether the contact is one on the day that was asked about."""

    role: Role
    valid: bool


class Workers(Protocol):
    """Who can be given work: contacts of the directory, and whoever used casework."""

    async def contact(self, contact_id: str, on: date) -> WorkingContact | None:
        """The contact of exactly this id, valid on that day or not."""
        ...

    async def seen_since(self, subject: str, since: date) -> bool:
        """Whether a token of this ``sub`` was seen on that day or later, with a role that can be given work."""
        ...

    async def see(self, subject: str, roles: Collection[Role], on: date, forget_before: date) -> None:
        """A token of this ``sub`` was seen with these roles; what was seen last before a day is forgotten."""
        ...
