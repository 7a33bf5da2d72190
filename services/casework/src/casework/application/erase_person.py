"""A person is erased."""

from uuid import UUID

from casework.domain.events import CasePersonErased
from casework.unit_of_work import CaseworkUnitOfWork
from shared.runtime.clock import Clock


async def erase_person(uow: CaseworkUnitOfWork, person_id: UUID, *, clock: Clock) -> None:
    """Forget the name, enrolments, letters, links, guests, trajectories and signals; the case stays with its number.

    The same holds for those who turned out to be the person.
    """
    await uow.lock_persons(person_id)
    former = await uow.persons.predecessors(person_id)
    await uow.lock_persons(*former)
    for erased in (person_id, *former):
        await uow.persons.erase(erased, clock.now())
        await forget_file_of(uow, erased)


async def forget_file_of(uow: CaseworkUnitOfWork, person_id: UUID) -> None:
    """Remove what is kept about a locked person until the person is erased, beside name and enrolments.

    Of each case that can have meetings others are told, who keep what was said there.
    """
    await uow.letters.erase_of(person_id)
    await uow.early_signals.erase_of(person_id)
    await uow.links.erase_of(person_id)
    await uow.guests.erase_of(person_id)
    await uow.trajectories.erase_of(person_id)
    for placement in await uow.cases.of_person(person_id):
        case = await uow.cases.get(placement.case_id)
        if case.case_type.meeting is not None:
            uow.add(CasePersonErased(case.case_id, case.reference, case.case_type.name))
