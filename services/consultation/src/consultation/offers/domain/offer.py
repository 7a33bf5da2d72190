"""An offer to schools: what a service of the city or somebody else does for them, when and at which cost."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TypedDict, Unpack
from uuid import UUID

from consultation.domain.amounts import require_number
from consultation.domain.organisation import LEVELS
from consultation.domain.themes import Theme
from consultation.domain.well_formed import (
    require,
    require_email,
    require_line,
    require_phone,
    require_school_numbers,
)
from consultation.offers.domain.states import OfferStatus, OfferStep, after

OLDEST = 99
"""The highest age in years that an offer can name."""
MOST_PLACES = 100_000
MOST_SCHOOLS = 500
"""An offer for certain schools names at most so many."""
LONGEST_LINK = 500

_CENT = Decimal("0.01")
_COUNTING = ("title", "theme", "levels", "age_from", "age_until", "schools", "since", "until")


class CostPer(StrEnum):
    """What a cost is for."""

    PARTICIPANT = "participant"
    GROUP = "group"
    SESSION = "session"
    HOUR = "hour"
    SCHOOL = "school"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferDetails:
    """What a provider says of an offer.

    `provider` is an organisation of the directory. No `levels` are all levels, no `schools` all schools. Ages are in
    years, both included; None is no limit. `since` to `until` is the period, both included. `cost` is in euro,
    0 for free, None where it was not said; `cost_per` says what such a cost is for. `capacity` is how many can
    take part. `contact_id` is who answers for it, whose name and addresses others see where `shows_contact`.
    Raises InvalidField naming the field that is not well-formed.
    """

    title: str
    description: str = ""
    provider: str
    theme: Theme
    levels: tuple[str, ...] = ()
    age_from: int | None = None
    age_until: int | None = None
    schools: tuple[str, ...] = ()
    since: date
    until: date | None = None
    cost: Decimal | None = None
    cost_per: CostPer | None = None
    capacity: int | None = None
    email: str | None = None
    phone: str | None = None
    contact_id: str | None = None
    shows_contact: bool = False
    booking: str = ""
    link: str | None = None

    def __post_init__(self) -> None:
        require_line("title", self.title)
        require(set(self.levels) <= set(LEVELS), "levels", f"are of {', '.join(LEVELS)}")
        for name in ("age_from", "age_until"):
            age = getattr(self, name)
            require(age is None or 0 <= age <= OLDEST, name, f"is 0 to {OLDEST}")
        if self.age_from is not None and self.age_until is not None:
            require(self.age_from <= self.age_until, "age_until", "is below age_from")
        require_school_numbers("schools", self.schools)
        require(len(self.schools) <= MOST_SCHOOLS, "schools", f"are more than {MOST_SCHOOLS}")
        require(self.until is None or self.since <= self.until, "until", "is before from")
        self._check_cost()
        require(self.capacity is None or 1 <= self.capacity <= MOST_PLACES, "capacity", f"is 1 to {MOST_PLACES}")
        require_email("email", self.email)
        require_phone("phone", self.phone)
        require(self.contact_id is not None or not self.shows_contact, "shows_contact", "needs a contact_id")
        require_link("link", self.link)
        object.__setattr__(self, "levels", tuple(level for level in LEVELS if level in self.levels))
        object.__setattr__(self, "schools", tuple(sorted(set(self.schools))))

    def _check_cost(self) -> None:
        cost = self.cost
        if cost is not None:
            require_number("cost", cost)
            object.__setattr__(self, "cost", cost.quantize(_CENT))
        require(bool(cost) or self.cost_per is None, "cost_per", "is for an offer that costs something")
        require(not cost or self.cost_per is not None, "cost_per", "is missing: per what is this cost?")

    @property
    def key(self) -> tuple[str, str, date]:
        """What no two offers have alike: provider, title and first day."""
        return self.provider, self.title, self.since


class ChangedOffer(TypedDict, total=False):
    """The details of an offer that change; what is left out stays. The provider never changes."""

    title: str
    description: str
    theme: Theme
    levels: tuple[str, ...]
    age_from: int | None
    age_until: int | None
    schools: tuple[str, ...]
    since: date
    until: date | None
    cost: Decimal | None
    cost_per: CostPer | None
    capacity: int | None
    email: str | None
    phone: str | None
    contact_id: str | None
    shows_contact: bool
    booking: str
    link: str | None


@dataclass(frozen=True, slots=True)
class OfferChanged:
    """An offer is new, or something of it changed."""

    offer: "Offer"


class OfferTakenOver(OfferChanged):
    """An offer is new, or changed, because a file says so. It is told as any change, and logged with its file."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """An offer. `version` rises with every change. Its `events` are not told yet.

    `counted` rises with every change of what overlaps are found by: title, theme, target group and period.
    """

    offer_id: UUID
    details: OfferDetails
    status: OfferStatus = OfferStatus.OFFERED
    created_at: datetime
    changed_at: datetime
    version: int = 1
    counted: int = 1
    events: tuple[OfferChanged, ...] = field(default=(), compare=False)

    def added(self) -> "Offer":
        """This offer, which is new."""
        return replace(self, events=(*self.events, OfferChanged(replace(self, events=()))))

    def can_be_had_on(self, day: date) -> bool:
        """Whether schools can ask for it on this day: it is not withdrawn and its last day is not past."""
        return self.status is OfferStatus.OFFERED and (self.details.until is None or day <= self.details.until)

    def is_for(self, school: str) -> bool:
        """Whether this school is among those it is for."""
        return not self.details.schools or school in self.details.schools

    def changed(self, at: datetime, **details: Unpack[ChangedOffer]) -> "Offer":
        """The offer with other details; the same offer if nothing differs. Raises InvalidField."""
        return self.loaded(replace(self.details, **details), at)

    def loaded(self, details: OfferDetails, at: datetime) -> "Offer":
        """The offer with the details of a file; the same offer if nothing differs.

        Raises InvalidField for another provider.
        """
        require(details.provider == self.details.provider, "provider", "is not that of the offer, which never changes")
        after(self.status, OfferStep.CHANGE)
        if details == self.details:
            return self
        counts = any(getattr(details, name) != getattr(self.details, name) for name in _COUNTING)
        return self._next(at, details=details, counted=self.counted + counts)

    def withdrawn(self, at: datetime) -> "Offer":
        """The offer, which schools can't have any more. Raises IllegalTransition."""
        return self._next(at, status=after(self.status, OfferStep.WITHDRAW))

    def restored(self, at: datetime) -> "Offer":
        """The offer, which schools can have again. Raises IllegalTransition."""
        return self._next(at, status=after(self.status, OfferStep.RESTORE))

    def _next(self, at: datetime, **fields: object) -> "Offer":
        changed = replace(self, **fields, changed_at=at, version=self.version + 1)  # type: ignore[arg-type]  # see callers
        return replace(changed, events=(*self.events, OfferChanged(replace(changed, events=()))))


def require_link(field: str, value: str | None) -> None:
    """Raises InvalidField for what is there and no address that begins with https."""
    require(value is None or value.startswith("https://"), field, "does not begin with https://")
    require(value is None or len(value) <= LONGEST_LINK, field, f"is longer than {LONGEST_LINK} characters")
    require(value is None or not any(char.isspace() for char in value), field, "has a space")
