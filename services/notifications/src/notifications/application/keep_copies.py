"""Names and addresses arrive: kept here, because whoever has to write a name keeps its own copy."""

from uuid import UUID

from notifications.application.ports import NoticesUnitOfWork
from notifications.domain.persons import Person


async def keep_person(uow: NoticesUnitOfWork, person: Person, sequence: int) -> None:
    """Take over a person's whole state; notices that waited for it have their turn."""
    await uow.persons.keep(person, sequence)
    await uow.notices.release(f"person:{person.person_id}", uow.real_now())


async def merge_person(uow: NoticesUnitOfWork, person_id: UUID, merged_into: UUID, sequence: int) -> None:
    """Two persons turned out to be one; what is told of the one goes by the name of the other."""
    await uow.persons.merge(person_id, merged_into, sequence)
    if any(person.erased for person in (await uow.persons.find([person_id])).values()):
        await erase_person(uow, person_id)
    await uow.notices.release(f"person:{person_id}", uow.real_now())


async def erase_person(uow: NoticesUnitOfWork, person_id: UUID) -> None:
    """Keep nothing of a person, nor of those who turned out to be it: no name, no register number, no half days."""
    for each in (person_id, *await uow.persons.merged_into(person_id)):
        await uow.persons.erase(each)
        await uow.cases.forget_person(each)
        await uow.notices.release(f"person:{each}", uow.real_now())


async def contact_kept(uow: NoticesUnitOfWork, contact_id: str) -> None:
    """A contact changed: notices that waited for it, or for anybody of a role, have their turn."""
    real_now = uow.real_now()
    await uow.notices.release(f"contact:{contact_id}", real_now)
    await uow.notices.release("role:%", real_now)
