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
from casework.api.rights import ACTORS
from casework.application.locked_case import locked_case
from casework.domain.case import Case
from casework.unit_of_work import CaseworkUnitOfWork, CaseworkUnits
from shared.runtime.http.authentication import allow
from shared.runtime.http.etags import IfMatch, if_match, set_etag
from shared.runtime.http.principal import Principal

Acting = Annotated[Principal, allow(*ACTORS)]


@dataclass(slots=True)
class CaseChange:
    """The parts of such a request, as FastAPI fills them in."""

    principal: Acting
    expected: Annotated[IfMatch, if_match(required=False)]
    case_id: UUID
    response: Response

    @property
    def by(self) -> str:
        """Who acts, as the timeline names a caller."""
        return actor(self.principal)

    @asynccontextmanager
    async def of(self, units: CaseworkUnits) -> AsyncIterator[tuple[CaseworkUnitOfWork, Case]]:
        """One transaction with the locked case. Raises NotFound; 412 when ``If-Match`` names another version."""
        async with units() as uow:
            case = await locked_case(uow, self.case_id)
            self.expected(case.version)
            yield uow, case

    async def answer(self, uow: CaseworkUnitOfWork, case: Case) -> CaseAnswer:
        """The changed case, with its version as ``ETag``."""
        return await answered(uow, case, principal=self.principal, response=self.response)


Change = Annotated[CaseChange, Depends()]


async def answered(uow: CaseworkUnitOfWork, case: Case, *, principal: Principal, response: Response) -> CaseAnswer:
    """The case as whoever acts may see it, with its version as ``ETag``."""
    shown = await shown_to(Reader.acting(principal), uow, [case])
    set_etag(response, case.version)
    return case_answer(case, shown[case.case_id])
