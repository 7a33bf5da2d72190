"""A case that nobody else changes until the transaction ends, nor the events of its person."""

from uuid import UUID

from casework.domain.case import Case
from casework.unit_of_work import CaseworkUnitOfWork


async def locked_case(uow: CaseworkUnitOfWork, case_id: UUID) -> Case:
    """The case. Raises NotFound.

    The person is locked before the case, as events about persons lock them. Where the case moved to another person
    meanwhile, that person is locked too.
    """
    case = await uow.cases.get(case_id)
    while True:
        await uow.lock_persons(case.person_id)
        locked = await uow.cases.locked(case_id)
        if locked.person_id == case.person_id:
            return locked
        case = locked
