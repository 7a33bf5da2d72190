"""A case that nobody else changes until the transaction ends, nor the events of its person."""

from collections.abc import Awaitable, Callable
from typing import Protocol, TypeVar
from uuid import UUID

from casework.domain.case import Case
from casework.unit_of_work import CaseworkUnitOfWork


class OfCase(Protocol):
    """Something that hangs on a case, and goes along when the case is merged."""

    @property
    def case_id(self) -> UUID:
        """The case."""


Part = TypeVar("Part", bound=OfCase)


async def locked_case(uow: CaseworkUnitOfWork, case_id: UUID) -> Case:
    """The case. Raises NotFound.

    The person is locked before the case, as events about persons lock them. Where the case moved to another person
    meanwhile, that person is locked too. The case is locked last: whoever has its person may wait for it.
    """
    while True:
        person_id = (await uow.cases.get(case_id)).person_id
        await uow.lock_persons(person_id)
        if case := await uow.cases.locked_of(case_id, person_id):
            return case


async def locked_pair(uow: CaseworkUnitOfWork, case_id: UUID, other_id: UUID) -> tuple[Case, Case]:
    """Two cases, both locked. Raises NotFound.

    Both persons are locked at once, in an order that is the same for everybody, so that nobody waits in a circle.
    """
    persons = {(await uow.cases.get(named)).person_id for named in (case_id, other_id)}
    await uow.lock_persons(*persons)
    return await locked_case(uow, case_id), await locked_case(uow, other_id)


async def locked_with_part(uow: CaseworkUnitOfWork, read: Callable[[], Awaitable[Part]]) -> tuple[Case, Part]:
    """The locked case of what ``read`` reads, and what it reads by then. Raises what ``read`` raises.

    While this waits for the case, the case may be merged and the part go along: then the other case is locked too.
    """
    part = await read()
    while True:
        case = await locked_case(uow, part.case_id)
        part = await read()
        if part.case_id == case.case_id:
            return case, part
