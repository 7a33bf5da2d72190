"""What the type of a case asks before work begins and before the case ends: assessment, closure, approval."""

from fastapi import APIRouter

from casework.api.answers import CaseAnswer
from casework.api.bodies import ApproveBody, AssessBody, CloseBody
from casework.api.case_change import Approving, Change
from casework.application import act_on_case
from casework.domain.states import Action
from casework.unit_of_work import CaseworkUnits
from shared.runtime.clock import Clock


def closing_router(units: CaseworkUnits, *, clock: Clock) -> APIRouter:
    """POST of assessments, closures and answers to closures."""
    router = APIRouter(tags=["cases"])

    @router.post("/cases/{case_id}/assess")
    async def assess(change: Change, body: AssessBody | None = None) -> CaseAnswer:
        """Look into a case before work begins. Further answers may follow until it starts."""
        answers = body or AssessBody()
        async with change.of(units, Action.ASSESS) as (uow, case):
            await act_on_case.assess(uow, case, answers.checks, causes=answers.causes, by=change.by, clock=clock)
            return await change.answer(uow, case)

    @router.post("/cases/{case_id}/close")
    async def close(change: Change, body: CloseBody) -> CaseAnswer:
        """End a case with an outcome; where its type wants an approval, ask for that. Refused while tasks are open."""
        async with change.of(units, Action.CLOSE) as (uow, case):
            await act_on_case.close(
                uow, case, body.outcome, reason=body.reason, causes=body.causes, by=change.by, clock=clock
            )
            return await change.answer(uow, case)

    @router.post("/cases/{case_id}/approve")
    async def approve(change: Change, coordinator: Approving, body: ApproveBody) -> CaseAnswer:
        """Answer a closure that was asked: the case ends as it was asked, or goes on. Not for whoever asked."""
        async with change.of(units, Action.APPROVE) as (uow, case):
            await act_on_case.approve(uow, case, body.approved, reason=body.reason, by=change.by, clock=clock)
            return await change.answer(uow, case)

    return router
