"""`/schooldossiers`: what became of the cases of a school's pupils, for that school: the status and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from casework.domain.case import Case
from casework.domain.case_type import CaseTypes
from casework.domain.lists import CaseFilter
from casework.domain.states import Status
from casework.unit_of_work import CaseworkUnits
from casework.web.finding import Cursor, page_at
from casework.web.worded import WordedPages
from shared.domain.roles import Role
from shared.runtime.clock import BRUSSELS, Clock
from shared.runtime.http.authentication import allow
from shared.runtime.http.principal import Principal
from shared.runtime.http.routes import as_page


class Became(StrEnum):
    """What a school sees of a case, and no more."""

    GOES_ON = "goes-on"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


_PATH = "/schooldossiers"
_ENDED = {Status.WITHDRAWN: Became.WITHDRAWN, Status.CLOSED: Became.CLOSED}
School = Annotated[Principal, allow(Role.SCHOOL)]


@dataclass(frozen=True, slots=True)
class _Row:
    """A case as its school sees it. ``ended_on`` is None while it goes on."""

    reference: str
    case_type: str
    school_year: str
    opened_on: date
    became: Became
    ended_on: date | None

    @classmethod
    def of(cls, case: Case) -> "_Row":
        ended_at = None if case.is_open else case.ended_at
        return cls(
            reference=case.reference,
            case_type=case.case_type.name,
            school_year=str(case.school_year),
            opened_on=case.opened_at.astimezone(BRUSSELS).date(),
            became=_ENDED.get(case.status, Became.GOES_ON),
            ended_on=ended_at.astimezone(BRUSSELS).date() if ended_at else None,
        )


def school_status_page_router(
    units: CaseworkUnits, pages: WordedPages, *, clock: Clock, case_types: CaseTypes, is_agreed: bool
) -> APIRouter:
    """The statuses as a page. Without the municipality's agreement (``is_agreed``) it says so, and shows none."""
    router = APIRouter(include_in_schema=False)
    types = [item.name for item in case_types if item.status_to_school]

    @router.get(_PATH)
    @as_page
    async def statuses(request: Request, principal: School, soort: str = "", cursor: Cursor = None) -> Response:
        """The cases of pupils of the caller's own school, the newest in front, of one type."""
        page, case_type = page_at(cursor), soort if soort in types else types[0]
        after = page.after(UUID)
        cases: Sequence[Case] = ()
        if is_agreed and principal.school:
            wanted = CaseFilter(school=principal.school, case_type=case_type)
            async with units() as uow:
                shown = await uow.case_lists.page(
                    wanted,
                    today=clock.today(),
                    after=after[0] if after else None,
                    limit=page.limit + 1,
                    newest_first=True,
                )
            cases = shown.cases
        on_page, following = page.cut(list(cases), lambda case: (case.case_id,))
        return pages.page(
            request.scope,
            "school_status",
            is_agreed=is_agreed,
            rows=[_Row.of(case) for case in on_page if not case.merged_into],
            types=types,
            chosen=case_type,
            following=f"{_PATH}?soort={case_type}&cursor={following}" if following else None,
        )

    return router
