"""Contacts as they are answered."""

from datetime import date

from pydantic import BaseModel

from consultation.api.described import DESCRIBED
from consultation.directory.api.availability_answers import AvailabilityAnswer
from consultation.domain.contact import Contact
from shared.domain.roles import Role


class ContactAnswer(BaseModel):
    """A contact, as `contact-changed`, with when it can meet."""

    model_config = DESCRIBED

    contact_id: str
    name: str
    role: Role
    organisation: str | None
    organisation_id: str | None
    """The organisation of the directory the contact works for; null where that was not said."""
    schools: list[str]
    email: str | None
    phone: str | None
    """Phone number; null without one."""
    language: str
    deputy_of: str | None
    valid_from: date | None
    valid_until: date | None
    availability: AvailabilityAnswer
    """When the contact can meet."""
    version: int
    """Rises with every change."""

    @classmethod
    def of(cls, contact: Contact) -> "ContactAnswer":
        details = contact.details
        return cls(
            contact_id=contact.contact_id,
            name=details.name,
            role=details.role,
            organisation=details.organisation,
            organisation_id=details.organisation_id,
            schools=list(details.schools),
            email=details.email,
            phone=details.phone,
            language=details.language,
            deputy_of=details.deputy_of,
            valid_from=details.valid_from,
            valid_until=details.valid_until,
            availability=AvailabilityAnswer.of(contact.availability),
            version=contact.version,
        )
