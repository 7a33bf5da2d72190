"""Nothing is written any more about a case whose person's data are erased."""

from collections.abc import Collection
from uuid import UUID

from consultation.unit_of_work import ConsultationUnitOfWork
from shared.domain.errors import Conflict


async def check_not_erased(uow: ConsultationUnitOfWork, *case_ids: UUID) -> None:
    """Raises Conflict if the person of one of these cases was erased."""
    cases = await uow.cases.known(case_ids) if case_ids else {}
    if any(case.is_erased for case in cases.values()):
        raise _REFUSED


async def check_any_left(uow: ConsultationUnitOfWork, case_ids: Collection[UUID]) -> None:
    """Raises Conflict if the persons of all of these cases were erased; never without cases."""
    cases = await uow.cases.known(case_ids) if case_ids else {}
    if cases and len(cases) == len(case_ids) and all(case.is_erased for case in cases.values()):
        raise _REFUSED


_REFUSED = Conflict("the data of the person of this case were erased: nothing more is written about it")
