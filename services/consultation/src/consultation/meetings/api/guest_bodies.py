"""Guests as they are written and answered."""

from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field, StringConstraints
from pydantic_core import PydanticCustomError

from consultation.api.described import DESCRIBED, EXACT
from consultation.meetings.domain.guests import Guest, Guests
from shared.contracts.fields import as_it_reads
from shared.domain.guest_roles import GuestRole
from shared.domain.patterns import worded

MOST_GUESTS = 30
_NAME = worded(r"^[^\x00-\x1f\x7f0-9]+$", "a name without digits")


def _without_digits(name: str) -> str:
    """The name itself. Raises PydanticCustomError for a digit of whatever script."""
    if any(letter.isdigit() for letter in name):
        raise PydanticCustomError("digits", "Should be a name without digits")
    return name


GuestName = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=100, pattern=_NAME),
    AfterValidator(_without_digits),
    AfterValidator(as_it_reads),
]
"""A name, 1 to 100 characters, without digits: no number of a person stands here."""


class GuestBody(BaseModel):
    """Somebody who comes to the meeting and does not work with the system."""

    model_config = EXACT

    name: GuestName
    """The name of the guest, without digits."""
    role: GuestRole
    """What the guest is."""
    case_id: UUID | None = None
    """The case for which the guest comes; absent for who comes for the whole meeting."""


class GuestsBody(BaseModel):
    """All guests of a meeting."""

    model_config = EXACT

    guests: list[GuestBody] = Field(max_length=MOST_GUESTS)
    """The guests, in place of those before. At a session a parent or pupil has a `case_id`."""

    def listed(self) -> tuple[Guest, ...]:
        return tuple(Guest(guest.name, guest.role, guest.case_id) for guest in self.guests)


class GuestAnswer(BaseModel):
    """Somebody who comes to the meeting. The name is kept for this meeting alone."""

    model_config = DESCRIBED

    name: str
    """The name of the guest."""
    role: GuestRole
    """What the guest is."""
    case_id: UUID | None
    """The case for which the guest comes; null for who comes for the whole meeting."""


class GuestsAnswer(BaseModel):
    """The guests of a meeting that the caller may know of."""

    model_config = DESCRIBED

    meeting_id: UUID
    guests: list[GuestAnswer]
    """Who comes for cases whose minutes the caller reads, and who comes for the whole meeting."""
    version: int
    """Rises with every change; 0 while nobody noted any."""

    @classmethod
    def of(cls, meeting_id: UUID, guests: Guests, case_ids: tuple[UUID, ...]) -> "GuestsAnswer":
        return cls(
            meeting_id=meeting_id,
            guests=[
                GuestAnswer(name=guest.name, role=guest.role, case_id=guest.case_id)
                for guest in guests.guests
                if guest.comes_for(case_ids)
            ],
            version=guests.version,
        )
