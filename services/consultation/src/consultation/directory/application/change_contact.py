"""A contact has other details."""

from consultation.directory.application.followers import Followed
from consultation.directory.domain.deputies import require_known_principal
from consultation.directory.domain.employers import name_of
from consultation.domain.contact import ChangedDetails, Contact
from consultation.domain.versions import Expectation
from consultation.unit_of_work import ConsultationUnitOfWork


async def change_contact(
    uow: ConsultationUnitOfWork,
    contact_id: str,
    changes: ChangedDetails,
    *,
    expected: Expectation,
    followed: Followed,
) -> Contact:
    """Give a contact other details; planned meetings that no longer fit say so.

    Raises NotFound, InvalidField, and whatever `expected` raises.
    """
    async with followed(uow, contact_id):
        before = await uow.contacts.get(contact_id)
        expected(before.version)
        changed = before.changed(**await _named(uow, before, changes))
        if changed == before:
            return before
        if "deputy_of" in changes:
            require_known_principal(changed, {contact.contact_id for contact in await uow.contacts.all()})
        return await uow.save(changed)


async def _named(uow: ConsultationUnitOfWork, before: Contact, changes: ChangedDetails) -> ChangedDetails:
    """The changes with the name of the organisation, where there is one."""
    organisation_id = changes.get("organisation_id", before.details.organisation_id)
    if organisation_id is None or not changes.keys() & {"organisation", "organisation_id"}:
        return changes
    organisation = await uow.organisations.find(organisation_id)
    return {**changes, "organisation": name_of(organisation, said=changes.get("organisation"))}
