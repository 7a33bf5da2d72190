"""Registrations for activities as they are answered."""

from datetime import datetime
from typing import Self
from uuid import UUID

from pydantic import BaseModel, Field

from consultation.activities.domain.registration import Registration, RegistrationStatus
from consultation.api.described import WITH_FROM
from consultation.domain.local_time import BRUSSELS


class RegistrationAnswer(BaseModel):
    """A registration for an activity."""

    model_config = WITH_FROM

    registration_id: UUID
    """The registration."""
    number: int
    """The order in which it came, from 1 on."""
    organisation_id: str
    """The organisation that registered."""
    label: str | None
    """What the school calls the group; null for no group."""
    places: int
    """How many places."""
    name: str | None
    """Who has the place; null for no person, for who may not read it, and once the term of names is over."""
    class_: str | None = Field(alias="class")
    """The class of that person; null as the name is, or where nobody said it."""
    status: RegistrationStatus
    """Where it stands."""
    ahead: int | None
    """How many registrations wait before it; null for who does not wait."""
    mentor: str | None
    """Who looks after whoever comes; null as the name is, and before it is confirmed."""
    certificates: int | None
    """How many certificates were given; null until that is noted."""
    registered_at: datetime
    """When it came."""
    placed_at: datetime | None
    """When it got its places; null if it never did."""
    confirmed_at: datetime | None
    """When its places were confirmed; null if they were not."""
    ended_at: datetime | None
    """When it was withdrawn or declined; null if it stands."""

    @classmethod
    def of(cls, row: Registration, *, with_names: bool, ahead: int | None) -> Self:
        attendee = row.attendee if with_names else None
        times = ("registered_at", "placed_at", "confirmed_at", "ended_at")
        return cls(
            registration_id=row.registration_id,
            number=row.number,
            organisation_id=row.organisation_id,
            label=row.label or None,
            places=row.places,
            name=attendee.name if attendee else None,
            **{"class": attendee.class_name or None if attendee else None},
            status=row.status,
            ahead=ahead,
            mentor=(row.mentor or None) if with_names else None,
            certificates=row.certificates,
            **{name: (moment := getattr(row, name)) and moment.astimezone(BRUSSELS) for name in times},
        )
