"""A case goes on at another school."""

from dataclasses import replace
from uuid import UUID

from consultation.unit_of_work import ConsultationUnitOfWork


async def move_case(uow: ConsultationUnitOfWork, case_id: UUID, *, school: str, sequence: int) -> None:
    """A case goes on at the school its pupil is at now; meetings that are planned stay where they are."""
    case = await uow.cases.get(case_id)
    if case is not None and case.sequence < sequence:
        await uow.cases.save(replace(case, school=school, sequence=sequence))
