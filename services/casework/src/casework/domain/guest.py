"""The guests of a case: people who have to do with it and do not work with the system."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class GuestRole(StrEnum):
    """What a guest is in a case."""

    PARENT = "parent"
    """A parent, or who else has custody."""
    PUPIL = "pupil"
    HEAD = "head"
    """The head of a school (*directie*)."""
    POLICE = "police"
    """The contact at the police."""
    NAFT = "naft"
    """Who guides the pupil in a NAFT, a trajectory of education and welfare."""
    OTHER = "other"


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
