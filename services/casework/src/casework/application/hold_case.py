"""A case held still for this transaction, together with what its person's other events do."""

from uuid import UUID

from casework.domain.case import Case
from casework.unit_of_work import CaseworkUnitOfWork


async def hold_case(uow: CaseworkUnitOfWork, case_id: UUID) -> Case:
    """The case, locked after its person, as levels and persons lock them too. Raises NotFound."""
    case = await uow.cases.get(case_id)
    while True:
        await uow.lock_persons(case.person_id)
        held = await uow.cases.locked(case_id)
        if held.person_id == case.person_id:
            return held
        case = held
