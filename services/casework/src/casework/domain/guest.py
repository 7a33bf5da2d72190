"""The guests of a case: people who have to do with it and do not work with the system."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from shared.domain.guest_roles import GuestRole


@dataclass(frozen=True, slots=True)
class Guest:
    """A guest with a name and perhaps a phone number, kept in the case alone; ``version`` starts at 1."""

    guest_id: UUID
    role: GuestRole
    name: str
    phone: str | None
    at: datetime
    by: str
    version: int = 1
