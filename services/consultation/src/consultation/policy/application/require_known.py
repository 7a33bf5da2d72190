"""What an objective or an action names has to be in the directory."""

from collections.abc import Iterable

from consultation.unit_of_work import ConsultationUnitOfWork
from shared.domain.errors import InvalidField


async def require_organisations(uow: ConsultationUnitOfWork, field: str, organisation_ids: Iterable[str]) -> None:
    """Raises InvalidField for what is no organisation of the directory."""
    wanted = set(organisation_ids)
    if wanted and not wanted <= {organisation.organisation_id for organisation in await uow.organisations.all()}:
        raise InvalidField(field, "names what is no organisation of the directory")


async def require_schools(uow: ConsultationUnitOfWork, field: str, schools: Iterable[str]) -> None:
    """Raises InvalidField for a school that is no organisation of the directory."""
    wanted = set(schools)
    if wanted - set(await uow.organisations.school_names(wanted)):
        raise InvalidField(field, "names a school that the directory has not")


async def require_owner(uow: ConsultationUnitOfWork, owner: str | None) -> None:
    """Raises InvalidField for who is nobody in the directory."""
    if owner is not None and await uow.contacts.find(owner) is None:
        raise InvalidField("owner", "is nobody in the directory")
