"""A registration for an activity: of a school, of a group of a school, or of a person."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from consultation.activities.domain.activity_kind import Per
from consultation.domain.well_formed import require, require_line

MOST_PLACES = 1_000
"""A registration asks for at most so many places."""


class RegistrationStatus(StrEnum):
    """Where a registration stands."""

    PLACED = "placed"
    """It has its places."""
    WAITING = "waiting"
    """It waits for places."""
    WITHDRAWN = "withdrawn"
    """Who registered took it back."""
    DECLINED = "declined"
    """Who confirms places said no."""


STANDING = frozenset({RegistrationStatus.PLACED, RegistrationStatus.WAITING})


@dataclass(frozen=True, slots=True)
class Attendee:
    """A person who has a place: a name and a class, and nothing else. Neither is kept longer than its term."""

    name: str
    class_name: str = ""

    def __post_init__(self) -> None:
        require_line("name", self.name)
        if self.class_name:
            require_line("class", self.class_name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """A registration. `number` is the order in which it came, from 1 on; `places` is 1 to 1,000.

    `label` is what the school calls a group. `attendee` is None where no person is named, or no longer.
    `confirmed_at` and `mentor` are of kinds whose places are confirmed. `certificates` is None until they are counted.
    Raises InvalidField.
    """

    registration_id: UUID
    number: int
    organisation_id: str
    label: str = ""
    attendee: Attendee | None = None
    places: int = 1
    status: RegistrationStatus = RegistrationStatus.PLACED
    mentor: str = ""
    certificates: int | None = None
    registered_at: datetime
    placed_at: datetime | None = None
    confirmed_at: datetime | None = None
    ended_at: datetime | None = None

    def __post_init__(self) -> None:
        require(1 <= self.places <= MOST_PLACES, "places", f"is 1 to {MOST_PLACES}")
        for name in ("label", "mentor"):
            if value := getattr(self, name):
                require_line(name, value)
        counted = self.certificates is None or 0 <= self.certificates <= self.places
        require(counted, "certificates", "is 0 to the number of places")

    @property
    def stands(self) -> bool:
        """Whether it has places or waits for them."""
        return self.status in STANDING

    @property
    def is_placed(self) -> bool:
        return self.status is RegistrationStatus.PLACED

    def is_same_as(self, other: "Registration") -> bool:
        """Whether both are of the same group or person of the same organisation, or of the same school."""
        mine = (self.organisation_id, self.label, self.attendee)
        return mine == (other.organisation_id, other.label, other.attendee)

    def check(self, per: Per) -> None:
        """Raises InvalidField for what registrations of this form need and have not, or have and do not need."""
        require(bool(self.label) is (per is Per.GROUP), "label", _said(per is Per.GROUP, "the name of the group"))
        is_named = self.attendee is not None
        require(is_named is (per is Per.PERSON), "name", _said(per is Per.PERSON, "the name of the person"))
        require(per is not Per.PERSON or self.places == 1, "places", "is 1 for a person")

    def placed(self, at: datetime) -> "Registration":
        """The registration, which has its places now."""
        return replace(self, status=RegistrationStatus.PLACED, placed_at=at)

    def waiting(self) -> "Registration":
        """The registration, which waits."""
        return replace(self, status=RegistrationStatus.WAITING, placed_at=None)

    def ended(self, status: RegistrationStatus, at: datetime) -> "Registration":
        """The registration, which is withdrawn or declined, without the names that it no longer needs."""
        return replace(self, status=status, ended_at=at, attendee=None, mentor="")


def _said(is_needed: bool, what: str) -> str:
    return f"is {what}, which is missing" if is_needed else f"is {what}, which this kind of activity does not ask"
