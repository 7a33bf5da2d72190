"""A request that changes one case: who asks, which case, and with which version in mind."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Response

from casework.api.answering import case_answer
from casework.api.answers import CaseAnswer
from casework.api.readers import Reader, actor, shown_to
from casework.api.rights import ACTORS, APPROVERS, GIVEN, LEADERS, Deed
from casework.application.locked_case import locked_case
from casework.domain.case import Case
from casework.domain.states import Action
from casework.unit_of_work import CaseworkUnitOfWork, CaseworkUnits
from shared.runtime.http.authentication import allow
from shared.runtime.http.etags import IfMatch, if_match, set_etag
from shared.runtime.http.principal import Principal

Acting = Annotated[Principal, allow(*ACTORS)]
"""Whoever acts on every case."""
Changing = Annotated[Principal, allow(*GIVEN)]
"""Whoever may act on a case; the table of rights says on which."""
Approving = Annotated[Principal, allow(*APPROVERS)]
Leading = Annotated[Principal, allow(*LEADERS)]
"""Whoever says who works on which cases."""


@dataclass(slots=True)
class CaseChange:
    """The parts of such a request, as FastAPI fills them in."""

    principal: Changing
    expected: Annotated[IfMatch, if_match(required=False)]
    case_id: UUID
    response: Response

    @property
    def by(self) -> str:
        """Who acts, as the timeline names a caller."""
        return actor(self.principal)

    @asynccontextmanager
    async def of(self, units: CaseworkUnits, deed: Action | Deed) -> AsyncIterator[tuple[CaseworkUnitOfWork, Case]]:
        """One transaction with the locked case, to do this with it.

        Raises NotFound; 403 by the table of rights; 412 when ``If-Match`` names another version.
        """
        async with units() as uow:
            case = await locked_case(uow, self.case_id)
            (await Reader.of(self.principal, uow, uow.clock.today())).require(deed, case)
            self.expected(case.version)
            yield uow, case

    async def answer(self, uow: CaseworkUnitOfWork, case: Case) -> CaseAnswer:
        """The changed case, with its version as ``ETag``."""
        return await answered(uow, case, principal=self.principal, response=self.response)


Change = Annotated[CaseChange, Depends()]


@asynccontextmanager
async def changing_part(
    units: CaseworkUnits, principal: Principal, case_id: UUID, *, deed: Action | Deed
) -> AsyncIterator[tuple[CaseworkUnitOfWork, Case, Reader]]:
    """One transaction with the locked case and its reader, to change a part that has a version of its own.

    Raises NotFound; 403 by the table of rights.
    """
    async with units() as uow:
        case = await locked_case(uow, case_id)
        reader = await Reader.of(principal, uow, uow.clock.today())
        yield uow, reader.require(deed, case), reader


async def answered(uow: CaseworkUnitOfWork, case: Case, *, principal: Principal, response: Response) -> CaseAnswer:
    """The case as whoever acts may see it, with its version as ``ETag``."""
    reader = await Reader.of(principal, uow, uow.clock.today())
    shown = await shown_to(reader, uow, [case])
    set_etag(response, case.version)
    return case_answer(case, shown[case.case_id])
