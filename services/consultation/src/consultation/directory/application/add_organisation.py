"""An organisation is new in the directory."""

from consultation.directory.domain.school_numbers import require_own_number
from consultation.domain.organisation import Organisation
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.domain.errors import Conflict


async def add_organisation(uow: ConsultationUnitOfWork, organisation: Organisation) -> Organisation:
    """Add an organisation.

    Raises Conflict if an organisation has this id, InvalidField if another school has this institution number.
    """
    await uow.contacts.lock_directory()
    others = await uow.organisations.all()
    if any(other.organisation_id == organisation.organisation_id for other in others):
        raise Conflict("there is an organisation with this id already")
    require_own_number(organisation, others)
    return await uow.save(organisation.added())
