"""An organisation has other details."""

from consultation.directory.domain.school_numbers import require_own_number
from consultation.domain.organisation import ChangedOrganisation, Organisation
from consultation.domain.versions import Expectation
from consultation.unit_of_work import ConsultationUnitOfWork


async def change_organisation(
    uow: ConsultationUnitOfWork, organisation_id: str, changes: ChangedOrganisation, *, expected: Expectation
) -> Organisation:
    """Give an organisation other details; who works for it is told with its new name or address.

    Raises NotFound, InvalidField, and whatever `expected` raises.
    """
    await uow.contacts.lock_directory()
    before = await uow.organisations.get(organisation_id)
    expected(before.version)
    changed = before.changed(**changes)
    if changed == before:
        return before
    require_own_number(changed, await uow.organisations.all())
    return await save_organisation(uow, before, changed)


async def save_organisation(
    uow: ConsultationUnitOfWork, before: Organisation | None, changed: Organisation
) -> Organisation:
    """Store an organisation, and give its name to the contacts who work for it.

    With another address they are told once more: whoever keeps a copy may have heard of them when no organisation had
    an address yet. Where its sites are called otherwise, other rooms may be closed.
    """
    uow.contacts.look_anew()
    if before is not None and (changed.name, changed.post) != (before.name, before.post):
        for contact in await uow.contacts.working_for(changed.organisation_id):
            await uow.save(contact.employed_by(changed.name))
    return await uow.save(changed)
