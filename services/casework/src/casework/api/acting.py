"""What caseworkers and coordinators do to cases. Every answer is the case as it is then."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Response

from casework.api.answers import case_body
from casework.api.readers import ACTORS, Reader, actor, shown_to
from casework.api.schemas import Assign, Because, CaseBody, Close, Hold, OpenCase
from casework.api.units import Unit, Units
from casework.application.act_on_case import ActOnCase
from casework.application.hold_case import hold_case
from casework.application.open_by_hand import CaseByHand, open_by_hand
from casework.domain.case import Case
from casework.domain.case_type import CaseTypes
from casework.domain.person import Pupil
from casework.domain.terms import TermLengths
from shared.runtime.clock import Clock
from shared.runtime.http.authentication import allow
from shared.runtime.http.etags import IfMatch, if_match, set_etag
from shared.runtime.http.principal import Principal
from shared.runtime.http.problems import invalid

Acting = Annotated[Principal, allow(*ACTORS)]
Act = Callable[[Unit, Case, str], Awaitable[None]]


@dataclass(slots=True)
class CaseChange:
    """A request to change one case: who asks, which case, and with which version known."""

    principal: Acting
    expected: Annotated[IfMatch, if_match(required=False)]
    case_id: UUID
    response: Response

    async def __call__(self, units: Units, act: Act) -> CaseBody:
        """Change the case in one transaction and answer it; 412 when ``If-Match`` names another version."""
        async with units() as uow:
            case = await hold_case(uow, self.case_id)
            self.expected(case.version)
            await act(uow, case, actor(self.principal))
            return await answered(uow, self.principal, case, self.response)


Change = Annotated[CaseChange, Depends()]


def acting_routes(
    units: Units, act: ActOnCase, *, case_types: CaseTypes, clock: Clock, lengths: TermLengths
) -> APIRouter:
    """POST of cases."""
    router = APIRouter(tags=["cases"])

    @router.post("/cases", status_code=201)
    async def open_case(principal: Acting, body: OpenCase, response: Response) -> CaseBody:
        """Open a case by hand, for a person without an open one."""
        async with units() as uow:
            wanted = _wanted(body, case_types)
            case = await open_by_hand(uow, wanted, by=actor(principal), clock=clock, lengths=lengths)
            answer = await answered(uow, principal, case, response)
        response.headers["Location"] = f"/cases/{case.case_id}"
        return answer

    @router.post("/cases/{case_id}/assign")
    async def assign(change: Change, body: Assign) -> CaseBody:
        """Give an open case to a caseworker, a coordinator or a youth coach."""
        own = change.principal.subject
        return await change(units, lambda uow, case, by: act.assign(uow, case, by, body.assignee, subject=own))

    @router.post("/cases/{case_id}/start")
    async def start(change: Change) -> CaseBody:
        """Begin to work on a case."""
        return await change(units, act.start)

    @router.post("/cases/{case_id}/hold")
    async def hold(change: Change, body: Hold) -> CaseBody:
        """Let a case rest up to and with a day."""
        return await change(units, lambda uow, case, by: act.hold(uow, case, by, body.until, body.reason))

    @router.post("/cases/{case_id}/resume")
    async def resume(change: Change) -> CaseBody:
        """Go on after a hold, or keep a case whose withdrawal is proposed."""
        return await change(units, act.resume)

    @router.post("/cases/{case_id}/request-meeting")
    async def request_meeting(change: Change) -> CaseBody:
        """Ask for a care meeting."""
        return await change(units, act.request_meeting)

    @router.post("/cases/{case_id}/withdraw")
    async def withdraw(change: Change, body: Because) -> CaseBody:
        """Confirm that a case does not hold."""
        return await change(units, lambda uow, case, by: act.withdraw(uow, case, by, body.reason))

    @router.post("/cases/{case_id}/close")
    async def close(change: Change, body: Close) -> CaseBody:
        """End a case with an outcome."""
        return await change(units, lambda uow, case, by: act.close(uow, case, by, body.outcome, body.reason))

    @router.post("/cases/{case_id}/reopen")
    async def reopen(change: Change, body: Because) -> CaseBody:
        """Go on with a case that had ended."""
        return await change(units, lambda uow, case, by: act.reopen(uow, case, by, body.reason))

    return router


async def answered(uow: Unit, principal: Principal, case: Case, response: Response) -> CaseBody:
    """The case as the answer, with its version as ``ETag``."""
    shown = await shown_to(Reader(principal, None, None), uow, [case])
    set_etag(response, case.version)
    return case_body(case, shown[case.case_id])


def _wanted(body: OpenCase, case_types: CaseTypes) -> CaseByHand:
    if body.case_type not in case_types:
        raise invalid("case_type", f"is none of the types of case: {', '.join(case_types.names)}")
    about: UUID | Pupil
    match body.person_id, body.school, body.pupil:
        case UUID() as about, None, None:
            pass
        case None, str(school), str(pupil):
            about = Pupil(school, pupil)
        case _:
            raise invalid("person_id", "give either person_id, or school and pupil")
    return CaseByHand(case_types[body.case_type], about, body.reason)
