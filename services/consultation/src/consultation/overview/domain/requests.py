"""Requests of schools for offers, as they are counted."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Requests:
    """How many requests (1 and more) a school made for an offer with this theme."""

    offer_id: UUID
    theme: str
    school: str
    number: int
