"""A contact has other details."""

from consultation.directory.application.followers import Followed
from consultation.directory.domain.deputies import require_known_principal
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
        changed = before.changed(**changes)
        if changed == before:
            return before
        if "deputy_of" in changes:
            require_known_principal(changed, {contact.contact_id for contact in await uow.contacts.all()})
        return await uow.save(changed)
