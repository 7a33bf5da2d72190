"""A case is followed from a distance."""

from fastapi import APIRouter

from casework.api.answers import CaseAnswer
from casework.api.bodies import MonitorBody
from casework.api.case_change import Change
from casework.application.monitor_case import monitor_case
from casework.domain.states import Action
from casework.domain.watch import Criterion
from casework.unit_of_work import CaseworkUnits
from shared.runtime.clock import Clock


def monitoring_router(units: CaseworkUnits, *, clock: Clock) -> APIRouter:
    """POST of what attendance should watch."""
    router = APIRouter(tags=["cases"])

    @router.post("/cases/{case_id}/monitor")
    async def monitor(change: Change, body: MonitorBody) -> CaseAnswer:
        """Follow an active case from a distance: attendance watches, and answers once.

        When all of it held, the closure is proposed (`closure_proposed_since`). What does not hold, or a new level,
        makes the case active again; so does `resume`.
        """
        criteria = [Criterion(item.kind, item.school_weeks, item.rate) for item in body.criteria]
        async with change.of(units, Action.MONITOR) as (uow, case):
            await monitor_case(uow, case, criteria, by=change.by, clock=clock)
            return await change.answer(uow, case)

    return router
