"""An organisation: a school, a centre for pupil guidance, a service of the city, or a partner."""

import re
from dataclasses import KW_ONLY, dataclass, field, replace
from enum import StrEnum
from typing import TypedDict, Unpack

from consultation.domain.closures import Closure
from consultation.domain.well_formed import (
    is_id,
    require,
    require_email,
    require_line,
    require_phone,
    require_postcode,
    require_school_numbers,
)

LEVELS = ("kleuter", "lager", "secundair")
"""The levels of education, in their order."""
_SITE = re.compile(r"[A-Za-z0-9._-]{1,32}", re.ASCII)


class OrganisationKind(StrEnum):
    """What an organisation is."""

    SCHOOL = "school"
    CLB = "clb"
    CITY_SERVICE = "city-service"
    PARTNER = "partner"


@dataclass(frozen=True, slots=True)
class OrganisationSite:
    """A place where a school is (*vestigingsplaats*): what the school calls it, its name and its address."""

    site: str
    name: str | None = None
    address: str | None = None

    def __post_init__(self) -> None:
        require(bool(_SITE.fullmatch(self.site)), "site", "is 1 to 32 of A-Z a-z 0-9 . _ -")
        for name, line in (("name", self.name), ("address", self.address)):
            if line is not None:
                require_line(name, line)


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationDetails:
    """What is said of an organisation, and what `organisation-changed` tells.

    `school` is the institution number of a school, `serves` are those of the schools that a CLB guides. `local`: the
    municipality works with it, so what it lacks in the directory is reported. `street` (with the number), `postcode`
    and `municipality` are where post goes.
    Raises InvalidField naming the field that is not well-formed, or that this kind of organisation has not.
    """

    kind: OrganisationKind
    name: str
    school: str | None = None
    board: str | None = None
    levels: tuple[str, ...] = ()
    sites: tuple[OrganisationSite, ...] = ()
    serves: tuple[str, ...] = ()
    email: str | None = None
    phone: str | None = None
    local: bool = True
    street: str | None = None
    postcode: str | None = None
    municipality: str | None = None

    def __post_init__(self) -> None:
        require_line("name", self.name)
        for name in ("board", "street", "municipality"):
            if (line := getattr(self, name)) is not None:
                require_line(name, line)
        require_postcode("postcode", self.postcode)
        require_email("email", self.email)
        require_phone("phone", self.phone)
        self._check_school()
        require(self.kind is OrganisationKind.CLB or not self.serves, "serves", "is what a CLB has alone")
        require_school_numbers("serves", self.serves)
        object.__setattr__(self, "levels", tuple(level for level in LEVELS if level in self.levels))
        object.__setattr__(self, "serves", tuple(sorted(set(self.serves))))

    def _check_school(self) -> None:
        if self.kind is OrganisationKind.SCHOOL:
            require(self.school is not None, "school", "is the institution number, which a school has")
        else:
            for name in ("school", "levels", "sites"):
                require(not getattr(self, name), name, "is what a school has alone")
        if self.school is not None:
            require_school_numbers("school", (self.school,))
        require(set(self.levels) <= set(LEVELS), "levels", f"are of {', '.join(LEVELS)}")
        sites = [site.site for site in self.sites]
        require(len(sites) == len(set(sites)), "sites", "has a site twice")


class ChangedOrganisation(TypedDict, total=False):
    """The details of an organisation that change; what is left out stays. The kind never changes."""

    name: str
    school: str | None
    board: str | None
    levels: tuple[str, ...]
    sites: tuple[OrganisationSite, ...]
    serves: tuple[str, ...]
    email: str | None
    phone: str | None
    local: bool
    street: str | None
    postcode: str | None
    municipality: str | None


@dataclass(frozen=True, slots=True)
class OrganisationChanged:
    """An organisation is new or has other details."""

    organisation: "Organisation"


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation of the directory. `version` rises with every change. Its `events` are not told yet.

    `closures`: who works for it is away on these days, which others are not told of.
    """

    organisation_id: str
    details: OrganisationDetails
    _: KW_ONLY
    closures: tuple[Closure, ...] = ()
    version: int = 1
    events: tuple[OrganisationChanged, ...] = field(default=(), compare=False)

    def __post_init__(self) -> None:
        require(is_id(self.organisation_id), "organisation_id", "is 1 to 64 of A-Z a-z 0-9 . _ -")

    @property
    def kind(self) -> OrganisationKind:
        return self.details.kind

    @property
    def name(self) -> str:
        return self.details.name

    @property
    def school(self) -> str | None:
        return self.details.school

    @property
    def post(self) -> tuple[str | None, ...]:
        """Where its post goes: street, postcode and municipality, as far as that was said."""
        return self.details.street, self.details.postcode, self.details.municipality

    def added(self) -> "Organisation":
        """This organisation, new in the directory."""
        return self._told()

    def changed(self, **fields: Unpack[ChangedOrganisation]) -> "Organisation":
        """This organisation with other details; the same organisation if nothing differs. Raises InvalidField."""
        return self.loaded(replace(self.details, **fields))

    def closed(self, closures: tuple[Closure, ...]) -> "Organisation":
        """This organisation with these closures; the same organisation if nothing differs."""
        closures = tuple(sorted(set(closures)))
        return self if closures == self.closures else replace(self, closures=closures, version=self.version + 1)

    def loaded(self, details: OrganisationDetails) -> "Organisation":
        """This organisation with the details of a file; the same organisation if nothing differs.

        Raises InvalidField for another kind.
        """
        require(details.kind is self.kind, "kind", "is not what the organisation is, which never changes")
        if details == self.details:
            return self
        return replace(self, details=details, version=self.version + 1)._told()

    def _told(self) -> "Organisation":
        return replace(self, events=(*self.events, OrganisationChanged(replace(self, events=()))))
