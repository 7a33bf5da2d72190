"""A contact: someone who can be told about a case or take part in a meeting."""

import re
from dataclasses import KW_ONLY, dataclass, field, replace
from datetime import date
from typing import TypedDict, Unpack

from consultation.domain.availability import ALWAYS, Availability
from consultation.domain.weekly_hours import WeeklyHours
from consultation.domain.well_formed import (
    is_id,
    require,
    require_email,
    require_line,
    require_phone,
    require_school_numbers,
)
from shared.domain.roles import Role

LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", re.ASCII)

ROLES = frozenset(Role) - {Role.SCHOOL, Role.PARTNER, Role.OPERATOR}
"""The roles a person in the directory can have: the other two are programs, and people who run this program."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactDetails:
    """What everyone may need to know of a contact, and what `contact-changed` says.

    `schools` are institution numbers; empty means all schools. `deputy_of` is the contact whose deputy this contact is.
    Valid from and until, both days included; None is no limit. With an `organisation_id` the `organisation` is the name
    of that organisation.
    Raises InvalidField naming the field that is not well-formed, without repeating its value.
    """

    name: str
    role: Role
    organisation: str | None = None
    schools: tuple[str, ...] = ()
    email: str | None = None
    language: str = "nl"
    deputy_of: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    phone: str | None = None
    organisation_id: str | None = None

    def __post_init__(self) -> None:
        require_line("name", self.name)
        require(self.role in ROLES, "role", f"is one of {', '.join(sorted(ROLES))}")
        if self.organisation is not None:
            require_line("organisation", self.organisation)
        require_school_numbers("schools", self.schools)
        require_email("email", self.email)
        require_phone("phone", self.phone)
        require(bool(LANGUAGE.fullmatch(self.language)), "language", "is a language code such as nl")
        require(self.deputy_of is None or is_id(self.deputy_of), "deputy_of", "is not a contact id")
        named = self.organisation_id is None or is_id(self.organisation_id)
        require(named, "organisation_id", "is not the id of an organisation")
        in_order = self.valid_from is None or self.valid_until is None or self.valid_from <= self.valid_until
        require(in_order, "valid_until", "is before valid_from")
        object.__setattr__(self, "schools", tuple(sorted(set(self.schools))))


class ChangedDetails(TypedDict, total=False):
    """The details of a contact that change; what is left out stays."""

    name: str
    role: Role
    organisation: str | None
    schools: tuple[str, ...]
    email: str | None
    language: str
    deputy_of: str | None
    valid_from: date | None
    valid_until: date | None
    phone: str | None
    organisation_id: str | None


@dataclass(frozen=True, slots=True)
class ContactChanged:
    """A contact is new or has other details."""

    contact: "Contact"


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact of the directory. `version` rises with every change of its details or availability.

    Its `events` are not told yet.
    """

    contact_id: str
    details: ContactDetails
    availability: Availability = ALWAYS
    _: KW_ONLY
    version: int = 1
    events: tuple[ContactChanged, ...] = field(default=(), compare=False)

    def __post_init__(self) -> None:
        require(is_id(self.contact_id), "contact_id", "is 1 to 64 of A-Z a-z 0-9 . _ -")
        require(self.details.deputy_of != self.contact_id, "deputy_of", "is the contact itself")

    @property
    def role(self) -> Role:
        return self.details.role

    @property
    def deputy_of(self) -> str | None:
        return self.details.deputy_of

    def valid_on(self, day: date) -> bool:
        """Whether this is a contact on that day."""
        return self.valid_between(day, day)

    def valid_between(self, first: date, last: date) -> bool:
        """Whether this is a contact on at least one of these days, both included."""
        begun = self.details.valid_from is None or self.details.valid_from <= last
        return begun and (self.details.valid_until is None or first <= self.details.valid_until)

    def ended_before(self, day: date) -> bool:
        """Whether this was a contact, and is a contact no more from that day on."""
        return self.details.valid_until is not None and self.details.valid_until < day

    def serves(self, school: str) -> bool:
        """Whether this is a contact of that school."""
        return not self.details.schools or school in self.details.schools

    def shares_a_school_with(self, schools: frozenset[str] | None) -> bool:
        """Whether this is a contact of at least one of these schools (None: of any)."""
        if schools is None:
            return True
        return bool(schools) and (not self.details.schools or not schools.isdisjoint(self.details.schools))

    def added(self) -> "Contact":
        """This contact, new in the directory."""
        return self._told()

    def changed(self, **fields: Unpack[ChangedDetails]) -> "Contact":
        """This contact with other details; the same contact if nothing differs. Raises InvalidField."""
        return self._next(replace(self, details=replace(self.details, **fields)))

    def employed_by(self, organisation: str) -> "Contact":
        """This contact with the name of the organisation it works for; told once more if nothing else differs."""
        named = replace(self, details=replace(self.details, organisation=organisation))
        return replace(named, version=self.version + 1)._told()

    def available(self, availability: Availability) -> "Contact":
        """This contact with another availability; the same contact if nothing differs."""
        return self._next(replace(self, availability=availability.said_again(self.availability)))

    def loaded(self, details: ContactDetails, weekly: tuple[WeeklyHours, ...]) -> "Contact":
        """This contact with the details and weekly hours of a file; the same contact if nothing differs."""
        return self._next(replace(self, details=details, availability=replace(self.availability, weekly=weekly)))

    def _next(self, changed: "Contact") -> "Contact":
        if changed == self:
            return self
        following = replace(changed, version=self.version + 1)
        return following if following.details == self.details else following._told()

    def _told(self) -> "Contact":
        return replace(self, events=(*self.events, ContactChanged(replace(self, events=()))))
