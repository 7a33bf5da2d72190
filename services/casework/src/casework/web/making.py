"""What the form of a move brings, and what it does to the case."""

from collections.abc import Mapping

from casework.api.bodies import ApproveBody, AssessBody, AssignBody, Body, CloseBody, HoldBody, ReasonBody
from casework.api.readers import actor
from casework.application import act_on_case
from casework.application.monitor_case import monitor_case
from casework.application.transfer_case import transfer_case
from casework.domain.case import Case
from casework.domain.person import Pupil
from casework.domain.states import Action
from casework.domain.terms import TermLengths
from casework.unit_of_work import CaseworkUnitOfWork
from casework.web.bodies import ApproveForm, AssessForm, CloseForm, MonitorForm, TransferForm
from shared.runtime.clock import Clock
from shared.runtime.http.principal import Principal

BODIES: Mapping[Action, type[Body]] = {
    Action.ASSIGN: AssignBody,
    Action.ASSESS: AssessForm,
    Action.START: Body,
    Action.HOLD: HoldBody,
    Action.RESUME: Body,
    Action.MONITOR: MonitorForm,
    Action.REQUEST_MEETING: Body,
    Action.WITHDRAW: ReasonBody,
    Action.CLOSE: CloseForm,
    Action.APPROVE: ApproveForm,
    Action.REOPEN: ReasonBody,
    Action.TRANSFER: TransferForm,
}


async def make_move(
    uow: CaseworkUnitOfWork,
    case: Case,
    action: Action,
    *,
    body: Body,
    principal: Principal,
    clock: Clock,
    lengths: TermLengths,
) -> None:
    """Do to the case what the form says."""
    by = actor(principal)
    match action, body:
        case Action.ASSIGN, AssignBody(assignee=assignee):
            await act_on_case.assign(uow, case, assignee, by=by, subject=principal.subject, clock=clock)
        case Action.START, _:
            await act_on_case.start(uow, case, by=by, clock=clock)
        case Action.HOLD, HoldBody(until=until, reason=reason):
            await act_on_case.hold(uow, case, until, reason=reason, by=by, clock=clock)
        case Action.RESUME, _:
            await act_on_case.resume(uow, case, by=by, clock=clock)
        case Action.MONITOR, MonitorForm(criteria=criteria):
            await monitor_case(uow, case, criteria, by=by, clock=clock)
        case Action.REQUEST_MEETING, _:
            await act_on_case.ask_for_meeting(uow, case, by=by, clock=clock, lengths=lengths)
        case Action.WITHDRAW, ReasonBody(reason=reason):
            await act_on_case.withdraw(uow, case, reason, by=by, clock=clock)
        case Action.REOPEN, ReasonBody(reason=reason):
            await act_on_case.reopen(uow, case, reason, by=by, clock=clock, lengths=lengths)
        case Action.TRANSFER, TransferForm(school=school, pupil=pupil, reason=reason):
            to = Pupil(school, pupil)
            await transfer_case(uow, case, to, reason=reason, by=by, clock=clock, lengths=lengths)
        case _:
            await _assess_or_close(uow, case, body, by=by, clock=clock)


async def _assess_or_close(uow: CaseworkUnitOfWork, case: Case, body: Body, *, by: str, clock: Clock) -> None:
    match body:
        case AssessBody(checks=checks, causes=causes):
            await act_on_case.assess(uow, case, checks, causes=causes, by=by, clock=clock)
        case CloseBody(outcome=outcome, reason=why, causes=causes):
            await act_on_case.close(uow, case, outcome, reason=why, causes=causes, by=by, clock=clock)
        case ApproveBody(approved=approved, reason=reason):
            await act_on_case.approve(uow, case, approved, reason=reason, by=by, clock=clock)
        case _:
            raise AssertionError("every move has its body")
