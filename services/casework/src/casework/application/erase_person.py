"""A person is erased."""

from uuid import UUID

from casework.unit_of_work import CaseworkUnitOfWork


async def erase_person(uow: CaseworkUnitOfWork, person_id: UUID) -> None:
    """Forget the name and the enrolments; the case stays with its number."""
    await uow.lock_persons(person_id)
    await uow.persons.erase(person_id)
