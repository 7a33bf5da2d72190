"""What is done to cases by whoever may do it by the table of rights. Every answer is the case as it is then."""

from fastapi import APIRouter, Response

from casework.api.answers import CaseAnswer
from casework.api.bodies import AssignBody, HoldBody, OpenCaseBody, ReasonBody
from casework.api.case_change import Acting, Change, answered
from casework.api.readers import actor
from casework.api.wanted import open_wanted, wanted_case
from casework.application import act_on_case
from casework.domain.case_type import CaseTypes
from casework.domain.states import Action
from casework.domain.terms import TermLengths
from casework.unit_of_work import CaseworkUnits
from shared.runtime.clock import Clock


def acting_router(units: CaseworkUnits, *, case_types: CaseTypes, clock: Clock, lengths: TermLengths) -> APIRouter:
    """POST of cases."""
    router = APIRouter(tags=["cases"])

    @router.post("/cases", status_code=201)
    async def open_case(principal: Acting, body: OpenCaseBody, response: Response) -> CaseAnswer:
        """Open a case by hand, for a person without an open case of that type; or accept an early signal."""
        wanted = wanted_case(body, case_types)
        async with units() as uow:
            case = await open_wanted(uow, wanted, by=actor(principal), clock=clock, lengths=lengths)
            answer = await answered(uow, case, principal=principal, response=response)
        response.headers["Location"] = f"/cases/{case.case_id}"
        return answer

    @router.post("/cases/{case_id}/assign")
    async def assign(change: Change, body: AssignBody) -> CaseAnswer:
        """Give an open case to a caseworker, a coordinator or a youth coach."""
        async with change.of(units, Action.ASSIGN) as (uow, case):
            subject = change.principal.subject
            await act_on_case.assign(uow, case, body.assignee, by=change.by, subject=subject, clock=clock)
            return await change.answer(uow, case)

    @router.post("/cases/{case_id}/start")
    async def start(change: Change) -> CaseAnswer:
        """Begin to work on a case."""
        async with change.of(units, Action.START) as (uow, case):
            await act_on_case.start(uow, case, by=change.by, clock=clock)
            return await change.answer(uow, case)

    @router.post("/cases/{case_id}/hold")
    async def hold(change: Change, body: HoldBody) -> CaseAnswer:
        """Let a case rest up to and with a day."""
        async with change.of(units, Action.HOLD) as (uow, case):
            await act_on_case.hold(uow, case, body.until, reason=body.reason, by=change.by, clock=clock)
            return await change.answer(uow, case)

    @router.post("/cases/{case_id}/resume")
    async def resume(change: Change) -> CaseAnswer:
        """Go on after a hold, or keep a case whose withdrawal is proposed."""
        async with change.of(units, Action.RESUME) as (uow, case):
            await act_on_case.resume(uow, case, by=change.by, clock=clock)
            return await change.answer(uow, case)

    @router.post("/cases/{case_id}/request-meeting")
    async def request_meeting(change: Change) -> CaseAnswer:
        """Ask for a care meeting."""
        async with change.of(units, Action.REQUEST_MEETING) as (uow, case):
            await act_on_case.ask_for_meeting(uow, case, by=change.by, clock=clock, lengths=lengths)
            return await change.answer(uow, case)

    @router.post("/cases/{case_id}/withdraw")
    async def withdraw(change: Change, body: ReasonBody) -> CaseAnswer:
        """Confirm that a case does not hold. Its open tasks are dropped."""
        async with change.of(units, Action.WITHDRAW) as (uow, case):
            await act_on_case.withdraw(uow, case, body.reason, by=change.by, clock=clock)
            return await change.answer(uow, case)

    @router.post("/cases/{case_id}/reopen")
    async def reopen(change: Change, body: ReasonBody) -> CaseAnswer:
        """Go on with a case that had ended."""
        async with change.of(units, Action.REOPEN) as (uow, case):
            await act_on_case.reopen(uow, case, body.reason, by=change.by, clock=clock, lengths=lengths)
            return await change.answer(uow, case)

    return router
