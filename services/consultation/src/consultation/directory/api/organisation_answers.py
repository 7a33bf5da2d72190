"""Organisations as they are answered."""

from pydantic import BaseModel, ConfigDict, Field

from consultation.api.described import DESCRIBED
from consultation.domain.organisation import Organisation, OrganisationKind
from shared.contracts.moments import IsoDate
from shared.contracts.vocabulary import EducationLevel


class SiteAnswer(BaseModel):
    """A place where a school is (*vestigingsplaats*)."""

    model_config = DESCRIBED

    site: str
    """What the school calls it."""
    name: str | None
    """Its name for people; null without one."""
    address: str | None
    """Where it is; null where that was not said."""


class ClosureAnswer(BaseModel):
    """Days on which the organisation is closed, both included."""

    model_config = ConfigDict(**DESCRIBED, validate_by_name=True, validate_by_alias=True, serialize_by_alias=True)

    from_: IsoDate = Field(alias="from")
    """First day."""
    until: IsoDate
    """Last day, included."""


class OrganisationAnswer(BaseModel):
    """An organisation, as `organisation-changed`."""

    model_config = DESCRIBED

    organisation_id: str
    """The organisation."""
    kind: OrganisationKind
    """What it is."""
    name: str
    """The name that mails, cases and pages use."""
    school: str | None
    """Institution number of a school; null for others."""
    board: str | None
    """The school board, or whoever else it belongs to; null where that was not said."""
    levels: list[EducationLevel]
    """Levels of education of a school."""
    sites: list[SiteAnswer]
    """Where a school is."""
    serves: list[str]
    """The schools that a CLB guides."""
    email: str | None
    """General e-mail address; null without one."""
    phone: str | None
    """General phone number; null without one."""
    local: bool
    """Whether the municipality works with it."""
    street: str | None
    """Of its postal address the street and number; null where that was not said."""
    postcode: str | None
    """Of its postal address the postcode; null likewise."""
    municipality: str | None
    """Of its postal address the municipality; null likewise."""
    closures: list[ClosureAnswer]
    """When it is closed: who works for it is away then."""
    version: int
    """Rises with every change."""

    @classmethod
    def of(cls, organisation: Organisation) -> "OrganisationAnswer":
        details = organisation.details
        return cls(
            organisation_id=organisation.organisation_id,
            kind=details.kind,
            name=details.name,
            school=details.school,
            board=details.board,
            levels=[EducationLevel(level) for level in details.levels],
            sites=[SiteAnswer(site=site.site, name=site.name, address=site.address) for site in details.sites],
            serves=list(details.serves),
            email=details.email,
            phone=details.phone,
            local=details.local,
            street=details.street,
            postcode=details.postcode,
            municipality=details.municipality,
            closures=[ClosureAnswer(from_=closed.from_, until=closed.until) for closed in organisation.closures],
            version=organisation.version,
        )
