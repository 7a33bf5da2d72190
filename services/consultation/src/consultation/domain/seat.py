"""A seat at the table: somebody sits there for themselves, and for organisations."""

from dataclasses import dataclass
from datetime import date

from consultation.domain.contact import Contact
from consultation.domain.organisation import Organisation
from shared.domain.roles import Role

NOBODY = ""
"""The contact id that no contact has."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A contact, and the organisations they come from or a partner is bound to."""

    contact_id: str
    organisations: tuple[str, ...]
    today: date


def represents(contact: Contact, organisation: Organisation) -> bool:
    """Whether the contact comes from this organisation.

    That is who works for it, and a counsellor of a school who is a contact of that school.
    """
    if contact.details.organisation_id is not None:
        return contact.details.organisation_id == organisation.organisation_id
    return contact.role is Role.COUNSELLOR and organisation.school in contact.details.schools
