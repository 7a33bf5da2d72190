"""Who a person is by now, held still for this transaction."""

from uuid import UUID

from casework.unit_of_work import CaseworkUnitOfWork


async def hold_living(uow: CaseworkUnitOfWork, person_id: UUID) -> UUID:
    """The person that ``person_id`` is after all merges, locked.

    Who it is may change while the lock is waited for, so it is asked again until the answer is the one that is locked.
    """
    held = person_id
    while True:
        await uow.lock_persons(held)
        living = await uow.persons.living(person_id)
        if living == held:
            return living
        held = living
