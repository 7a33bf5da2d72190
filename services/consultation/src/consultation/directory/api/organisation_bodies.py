"""Organisations as they are sent."""

from collections.abc import Sequence
from typing import Annotated, Any, cast

from pydantic import BaseModel, Field
from pydantic.json_schema import SkipJsonSchema

from consultation.api.described import EXACT, EXACT_WITH_FROM, LEFT_OUT
from consultation.api.emails import AsciiEmail
from consultation.domain.closures import Closure
from consultation.domain.organisation import (
    ChangedOrganisation,
    Organisation,
    OrganisationDetails,
    OrganisationKind,
    OrganisationSite,
)
from shared.contracts.fields import Flag, OrganisationId, Phone, Postcode, SchoolNumber, Site, TypedLine
from shared.contracts.moments import IsoDate
from shared.contracts.vocabulary import EducationLevel
from shared.domain.errors import InvalidField

_NEVER_NULL = ("name", "levels", "sites", "serves", "local")


class SiteBody(BaseModel):
    """A place where a school is (*vestigingsplaats*)."""

    model_config = EXACT

    site: Site
    """What the school calls it, as in enrolments and calendars."""
    name: TypedLine | None = None
    """Its name for people."""
    address: TypedLine | None = None
    """Where it is."""


_Levels = Annotated[list[EducationLevel], Field(max_length=len(EducationLevel))]
_Sites = Annotated[list[SiteBody], Field(max_length=50)]
_Schools = Annotated[list[SchoolNumber], Field(max_length=500)]


class OrganisationBody(BaseModel):
    """An organisation to add."""

    model_config = EXACT

    organisation_id: OrganisationId
    """The organisation's id."""
    kind: OrganisationKind
    """What it is; that never changes."""
    name: TypedLine
    """The name that mails, cases and pages use."""
    school: SchoolNumber | None = None
    """Institution number, which a school has."""
    board: TypedLine | None = None
    """The school board, or whoever else it belongs to."""
    levels: _Levels = Field(default_factory=list)
    """Levels of education of a school."""
    sites: _Sites = Field(default_factory=list)
    """Where a school is, where that is in more than one place or has a name."""
    serves: _Schools = Field(default_factory=list)
    """The schools that a CLB guides."""
    email: AsciiEmail | None = None
    """General e-mail address."""
    phone: Phone | None = None
    """General phone number."""
    local: Flag = True
    """Whether the municipality works with it, so that what it lacks is reported."""
    street: TypedLine | None = None
    """Of its postal address the street and number."""
    postcode: Postcode | None = None
    """Of its postal address the postcode."""
    municipality: TypedLine | None = None
    """Of its postal address the municipality."""

    def organisation(self) -> Organisation:
        """Raises InvalidField for what this kind of organisation has not."""
        plain = self.model_dump(exclude={"organisation_id", "levels", "sites", "serves"})
        details = OrganisationDetails(
            **plain, levels=tuple(self.levels), sites=_sites(self.sites), serves=tuple(self.serves)
        )
        return Organisation(self.organisation_id, details)


class OrganisationChangeBody(BaseModel):
    """What changes of an organisation; what is left out stays."""

    model_config = EXACT

    name: TypedLine | SkipJsonSchema[None] = LEFT_OUT
    """The name that mails, cases and pages use."""
    school: SchoolNumber | None = None
    """Institution number of a school."""
    board: TypedLine | None = None
    """The school board, or whoever else it belongs to."""
    levels: _Levels | SkipJsonSchema[None] = LEFT_OUT
    """Levels of education of a school."""
    sites: _Sites | SkipJsonSchema[None] = LEFT_OUT
    """Where a school is, all of them."""
    serves: _Schools | SkipJsonSchema[None] = LEFT_OUT
    """The schools that a CLB guides, all of them."""
    email: AsciiEmail | None = None
    """General e-mail address."""
    phone: Phone | None = None
    """General phone number."""
    local: Flag | SkipJsonSchema[None] = LEFT_OUT
    """Whether the municipality works with it."""
    street: TypedLine | None = None
    """Of its postal address the street and number."""
    postcode: Postcode | None = None
    """Of its postal address the postcode."""
    municipality: TypedLine | None = None
    """Of its postal address the municipality."""

    def changes(self) -> ChangedOrganisation:
        """The fields that were sent. Raises InvalidField for a null where there has to be a value."""
        changes: dict[str, Any] = {name: getattr(self, name) for name in self.model_fields_set}
        for name in _NEVER_NULL:
            if name in changes and changes[name] is None:
                raise InvalidField(name, "can't be null")
        for name in changes.keys() & {"levels", "serves"}:
            changes[name] = tuple(changes[name])
        if "sites" in changes:
            changes["sites"] = _sites(changes["sites"])
        return cast("ChangedOrganisation", changes)


class ClosureBody(BaseModel):
    """Days on which the organisation is closed, both included."""

    model_config = EXACT_WITH_FROM

    from_: IsoDate = Field(alias="from")
    """First day."""
    until: IsoDate
    """Last day, included."""


class ClosuresBody(BaseModel):
    """When the organisation is closed, whole."""

    model_config = EXACT

    closures: list[ClosureBody] = Field(max_length=200)
    """Each closure; who works for the organisation is away then."""

    def as_closures(self) -> tuple[Closure, ...]:
        """Raises InvalidField naming the entry."""
        closures = []
        for index, body in enumerate(self.closures):
            try:
                closures.append(Closure(body.from_, body.until))
            except InvalidField as error:
                raise InvalidField(f"closures.{index}.{error.field}", error.reason) from None
        return tuple(closures)


def _sites(bodies: Sequence[SiteBody]) -> tuple[OrganisationSite, ...]:
    return tuple(OrganisationSite(body.site, body.name, body.address) for body in bodies)
