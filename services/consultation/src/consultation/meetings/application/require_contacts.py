"""People who are named for a meeting are contacts in their roles."""

from collections.abc import Sequence
from datetime import date

from consultation.domain.wanted import Participant
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.domain.errors import InvalidField


async def require_contacts(
    uow: ConsultationUnitOfWork, named: Sequence[Participant], *, first: date, last: date
) -> None:
    """Raises InvalidField naming the entry that is no contact on these days, has another role, or comes twice."""
    contacts = {contact.contact_id: contact for contact in await uow.contacts.all_of(p.contact_id for p in named)}
    before: set[str] = set()
    for index, person in enumerate(named):
        contact = contacts.get(person.contact_id)
        if contact is None or not contact.valid_between(first, last):
            raise InvalidField(f"participants.{index}.contact_id", "is no contact of the directory then")
        if contact.role is not person.role:
            raise InvalidField(f"participants.{index}.role", "is not the role of this contact")
        if person.contact_id in before:
            raise InvalidField(f"participants.{index}.contact_id", "is named twice")
        before.add(person.contact_id)
