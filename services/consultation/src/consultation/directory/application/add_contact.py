"""A contact is new in the directory."""

from dataclasses import replace

from consultation.directory.domain.deputies import require_known_principal
from consultation.directory.domain.employers import name_of
from consultation.domain.contact import Contact
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.domain.errors import Conflict


async def add_contact(uow: ConsultationUnitOfWork, contact: Contact) -> Contact:
    """Add a contact.

    Raises Conflict if a contact has this id, InvalidField for an unknown `deputy_of` or organisation.
    """
    await uow.contacts.lock_directory()
    contact_ids = {contact.contact_id for contact in await uow.contacts.all()}
    if contact.contact_id in contact_ids:
        raise Conflict("there is a contact with this id already")
    require_known_principal(contact, contact_ids)
    return await uow.save((await _of_its_organisation(uow, contact)).added())


async def _of_its_organisation(uow: ConsultationUnitOfWork, contact: Contact) -> Contact:
    details = contact.details
    if details.organisation_id is None:
        return contact
    name = name_of(await uow.organisations.find(details.organisation_id), said=details.organisation)
    return replace(contact, details=replace(details, organisation=name))
