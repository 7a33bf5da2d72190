"""Stream `consultation.directory.v1`: the people to meet and to tell, and their organisations. Compacted."""

from typing import ClassVar

from shared.contracts.contract import Contract, WireData
from shared.contracts.fields import (
    ContactId,
    Email,
    Flag,
    Line,
    OrganisationId,
    Phone,
    Postcode,
    SchoolNumber,
    Site,
    Slug,
)
from shared.contracts.moments import IsoDate
from shared.contracts.vocabulary import EducationLevel, OrganisationKind, PersonRole

TOPIC = "consultation.directory.v1"


class ContactChanged(Contract):
    """A contact's whole present state; an older version may be dropped."""

    event_type: ClassVar[str] = "be.flankerend.consultation.contact-changed.v1"
    topic: ClassVar[str] = TOPIC

    contact_id: ContactId
    """The contact."""
    name: Line
    """Name of the person or the desk."""
    role: PersonRole
    """What the contact is to the system."""
    organisation: Line | None
    """The organisation the contact works for."""
    schools: tuple[SchoolNumber, ...]
    """The schools the contact is there for; empty: all."""
    email: Email | None
    """E-mail address."""
    language: Slug
    """Language of mails, such as nl."""
    deputy_of: ContactId | None
    """The contact this contact stands in for."""
    valid_from: IsoDate | None
    """First day; null: always was."""
    valid_until: IsoDate | None
    """Last day, included; null while it goes on."""
    phone: Phone | None = None
    """Phone number; null or absent where there is no number."""
    organisation_id: OrganisationId | None = None
    """The organisation of the directory the contact works for; `organisation` is its name then."""


class OrganisationSite(WireData):
    """A place where a school is (*vestigingsplaats*)."""

    site: Site
    """What the school calls it, as wherever else it is named."""
    name: Line | None = None
    """Its name for people."""
    address: Line | None = None
    """Where it is."""


class OrganisationChanged(Contract):
    """An organisation's whole present state; an older version may be dropped."""

    event_type: ClassVar[str] = "be.flankerend.consultation.organisation-changed.v1"
    topic: ClassVar[str] = TOPIC

    organisation_id: OrganisationId
    """The organisation; the key of the record has `organisation:` in front of it."""
    kind: OrganisationKind
    """What it is."""
    name: Line
    """The name that mails, cases and pages use."""
    school: SchoolNumber | None
    """Institution number of a school; null for others."""
    board: Line | None
    """The school board or whoever else it belongs to."""
    levels: tuple[EducationLevel, ...]
    """Levels of education of a school."""
    sites: tuple[OrganisationSite, ...]
    """Where a school is, where that is in more than one place or has a name."""
    serves: tuple[SchoolNumber, ...]
    """The schools that a CLB guides."""
    email: Email | None = None
    """General e-mail address."""
    phone: Phone | None = None
    """General phone number."""
    local: Flag = True
    """Whether the municipality works with it: only then its gaps in the directory are reported."""
    street: Line | None = None
    """Of its postal address the street and number; null or absent where that was not said."""
    postcode: Postcode | None = None
    """Of its postal address the postcode; null or absent likewise."""
    municipality: Line | None = None
    """Of its postal address the municipality; null or absent likewise."""
