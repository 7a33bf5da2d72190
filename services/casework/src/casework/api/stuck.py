"""Open cases that are stuck."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from casework.api.answering import case_answer
from casework.api.answers import CaseAnswer
from casework.api.bodies import WorkerName
from casework.api.case_change import Acting
from casework.api.queries import case_type_query
from casework.api.readers import Reader, shown_to
from casework.domain.case_type import CaseTypes
from casework.domain.stuck import Help, StuckBy, StuckFilter, quiet_since
from casework.unit_of_work import CaseworkUnits
from shared.contracts.fields import SchoolNumber
from shared.runtime.clock import Clock
from shared.runtime.http.paging import Listing, Paged, listing


class StuckReasonAnswer(BaseModel):
    """Why a case is stuck, and what would help."""

    why: StuckBy
    """Why."""
    help: Help
    """What would help."""

    model_config = ConfigDict(use_attribute_docstrings=True)


class StuckCaseAnswer(CaseAnswer):
    """A case that is stuck."""

    stuck_by: list[StuckReasonAnswer]
    """Every reason, with what would help."""

    model_config = ConfigDict(use_attribute_docstrings=True)


def stuck_router(units: CaseworkUnits, *, clock: Clock, case_types: CaseTypes, quiet_school_days: int) -> APIRouter:
    """GET of stuck cases. A case that nothing moves is stuck after ``quiet_school_days``."""
    router = APIRouter(tags=["cases", "work"])
    of_type = case_type_query(case_types)

    @router.get("/cases/stuck")
    async def get_stuck(
        principal: Acting,
        page: Paged,
        case_type: Annotated[str | None, of_type] = None,
        school: SchoolNumber | None = None,
        assignee: WorkerName | None = None,
    ) -> Listing[StuckCaseAnswer]:
        """Open cases that nothing moves any more, in the order they were opened: why, and what would help."""
        after, today = page.after(UUID), clock.today()
        async with units() as uow:
            reader = await Reader.of(principal, uow, today)
            items = await uow.stuck_cases.page(
                StuckFilter(case_type, school, assignee),
                quiet_since=quiet_since(today, quiet_school_days),
                now=clock.now(),
                after=after[0] if after else None,
                limit=page.limit + 1,
            )
            items, following = page.cut(items, lambda item: (item.case.case_id,))
            shown = await shown_to(reader, uow, [item.case for item in items])
        answers = [
            StuckCaseAnswer(
                **case_answer(item.case, shown[item.case.case_id]).model_dump(by_alias=True),
                stuck_by=[StuckReasonAnswer(why=why, help=helps) for why, helps in item.reasons],
            )
            for item in items
        ]
        return listing(answers, following)

    return router
