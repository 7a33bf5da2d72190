"""Contacts as they are sent."""

from typing import Annotated, cast

from pydantic import BaseModel, Field, WithJsonSchema
from pydantic.json_schema import SkipJsonSchema

from consultation.api.described import DESCRIBED, EXACT, LEFT_OUT
from consultation.api.emails import AsciiEmail
from consultation.directory.api.availability_bodies import AvailabilityBody
from consultation.domain.contact import LANGUAGE, ROLES, ChangedDetails, Contact, ContactDetails
from shared.contracts.fields import ContactId, OrganisationId, Phone, SchoolNumber, Slug, TypedLine
from shared.contracts.moments import IsoDate
from shared.domain.errors import InvalidField
from shared.domain.patterns import worded
from shared.domain.roles import Role

# What the document says of a contact, so that it admits what the domain takes.
_Language = Annotated[
    Slug, Field(json_schema_extra={"pattern": worded(f"^{LANGUAGE.pattern}$", "a language code such as nl")})
]
_PersonsRole = Annotated[Role, WithJsonSchema({"type": "string", "enum": sorted(ROLES)})]


class ContactBody(BaseModel):
    """A contact to add."""

    model_config = DESCRIBED

    contact_id: ContactId
    """The contact's id."""
    name: TypedLine
    """Name of the person or the desk."""
    role: _PersonsRole
    """What the contact is to the system."""
    organisation: TypedLine | None = None
    """The organisation the contact works for; its name where `organisation_id` says which it is."""
    organisation_id: OrganisationId | None = None
    """The organisation of the directory the contact works for."""
    schools: list[SchoolNumber] = Field(default_factory=list, max_length=500)
    """The schools the contact is there for; empty: all."""
    email: AsciiEmail | None = None
    """E-mail address."""
    phone: Phone | None = None
    """Phone number."""
    language: _Language = "nl"
    """Language of mails."""
    deputy_of: ContactId | None = None
    """The contact this contact stands in for."""
    valid_from: IsoDate | None = None
    """First day; null: always was."""
    valid_until: IsoDate | None = None
    """Last day, included; null while it goes on."""
    availability: AvailabilityBody = Field(default_factory=AvailabilityBody)
    """When the contact can meet."""

    def contact(self) -> Contact:
        fields = self.model_dump(exclude={"contact_id", "availability", "schools"})
        details = ContactDetails(**fields, schools=tuple(self.schools))
        return Contact(self.contact_id, details, self.availability.availability())


class ContactChangeBody(BaseModel):
    """What changes of a contact; what is left out stays."""

    model_config = EXACT

    name: TypedLine | SkipJsonSchema[None] = LEFT_OUT
    role: _PersonsRole | SkipJsonSchema[None] = LEFT_OUT
    organisation: TypedLine | None = None
    organisation_id: OrganisationId | None = None
    """The organisation of the directory the contact works for."""
    schools: Annotated[list[SchoolNumber], Field(max_length=500)] | SkipJsonSchema[None] = LEFT_OUT
    email: AsciiEmail | None = None
    phone: Phone | None = None
    """Phone number."""
    language: _Language | SkipJsonSchema[None] = LEFT_OUT
    deputy_of: ContactId | None = None
    valid_from: IsoDate | None = None
    valid_until: IsoDate | None = None

    def changes(self) -> ChangedDetails:
        """The fields that were sent. Raises InvalidField for a null where there has to be a value."""
        changes = {name: getattr(self, name) for name in self.model_fields_set}
        for name in ("name", "role", "schools", "language"):
            if name in changes and changes[name] is None:
                raise InvalidField(name, "can't be null")
        if "schools" in changes:
            changes["schools"] = tuple(changes["schools"])
        return cast("ChangedDetails", changes)
