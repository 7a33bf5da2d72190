"""Who a person is by now, held still for this transaction."""

from uuid import UUID

from casework.unit_of_work import CaseworkUnitOfWork


async def hold_living(uow: CaseworkUnitOfWork, person_id: UUID) -> UUID:
    """The person that ``person_id`` is after all merges, locked.

    The living person may change while this waits for the lock. So it asks again until the answer is the locked person.
    """
    held = person_id
    while True:
        await uow.lock_persons(held)
        living = await uow.persons.living(person_id)
        if living == held:
            return living
        held = living
