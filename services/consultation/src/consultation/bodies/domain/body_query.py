"""Which bodies somebody asks for."""

from dataclasses import dataclass
from datetime import date

from consultation.bodies.domain.body import BodyKind, PolicyBody
from consultation.domain.contact import Contact
from consultation.domain.organisation import Organisation
from shared.domain.roles import Role


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a contact sits: for themselves, and for the organisations they come from."""

    contact_id: str
    organisations: tuple[str, ...]
    today: date

    def is_in(self, body: PolicyBody) -> bool:
        """Whether the contact, or an organisation they come from, is a member of the body today."""
        return any(
            member.contact_id == self.contact_id or member.organisation_id in self.organisations
            for member in body.members_on(self.today)
        )


@dataclass(frozen=True, slots=True)
class BodyQuery:
    """Bodies of a kind, and of this seat; None is any."""

    kind: BodyKind | None = None
    seat: Seat | None = None


def represents(contact: Contact, organisation: Organisation) -> bool:
    """Whether the contact comes from this organisation.

    That is who works for it, and a counsellor of a school who is a contact of that school.
    """
    if contact.details.organisation_id is not None:
        return contact.details.organisation_id == organisation.organisation_id
    return contact.role is Role.COUNSELLOR and organisation.school in contact.details.schools
