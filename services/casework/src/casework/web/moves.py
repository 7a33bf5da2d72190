"""`/dossiers/{reference}/{move}`: every move on a case, with its reason."""

from collections.abc import Mapping

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from casework.api.bodies import AssignBody, Body, CloseBody, HoldBody, ReasonBody
from casework.api.case_change import Acting
from casework.api.readers import Reader, actor, shown_to
from casework.application import act_on_case
from casework.application.locked_case import locked_case
from casework.domain.case import Case
from casework.domain.states import Action, after
from casework.domain.terms import TermLengths
from casework.unit_of_work import CaseworkUnitOfWork, CaseworkUnits
from casework.web.case_page import of_case
from casework.web.consequences import Consequences
from casework.web.finding import case_of
from casework.web.people import People
from casework.web.versions import ChangedMeanwhile, expect
from casework.web.worded import WordedPages
from shared.domain.errors import DomainError, NotFound
from shared.runtime.clock import Clock
from shared.runtime.http.principal import Principal
from shared.runtime.http.routes import as_page
from shared.web.forms import Form, submitted

_BODIES: Mapping[Action, type[Body]] = {
    Action.ASSIGN: AssignBody,
    Action.START: Body,
    Action.HOLD: HoldBody,
    Action.RESUME: Body,
    Action.REQUEST_MEETING: Body,
    Action.WITHDRAW: ReasonBody,
    Action.CLOSE: CloseBody,
    Action.REOPEN: ReasonBody,
}


def moves_page_router(units: CaseworkUnits, pages: WordedPages, *, clock: Clock, lengths: TermLengths) -> APIRouter:
    """A page with a form for each move; sent, the move is made and leads back to the case."""
    router = APIRouter(include_in_schema=False)

    async def form_page(
        request: Request, principal: Principal, reference: str, *, action: Action, form: Form, status: int
    ) -> Response:
        """The form as a page. A form without errors is of a move that is possible. Raises IllegalTransition."""
        async with units() as uow:
            case = await case_of(Reader.acting(principal), uow, reference, today=clock.today())
            if not form.errors:
                after(case.status, action, without=case.case_type.without)
            shown = (await shown_to(Reader.acting(principal), uow, [case]))[case.case_id]
            people = await People.all(principal, uow, {case.assignee})
        return pages.page(
            request.scope,
            "move",
            status=status,
            **of_case(case, shown),
            action=action,
            consequences=Consequences.of(case, shown),
            people=people,
            today=clock.today(),
            form=Form({**form.values, "version": str(case.version)}, form.errors),
        )

    @router.get("/dossiers/{reference}/{move}")
    @as_page
    async def move_form(request: Request, principal: Acting, reference: str, move: str) -> Response:
        """The form of a move."""
        return await form_page(request, principal, reference, action=_action(move), form=Form(), status=200)

    @router.post("/dossiers/{reference}/{move}")
    @as_page
    async def make_move(request: Request, principal: Acting, reference: str, move: str) -> Response:
        """Make a move; what is wrong with it answers the form again, with what was typed."""
        action = _action(move)
        sent = await submitted(request, _BODIES[action])
        form, status = sent.form, 422
        try:
            async with units() as uow:
                reader = Reader.acting(principal)
                case_id = (await case_of(reader, uow, reference, today=clock.today())).case_id
                case = await locked_case(uow, case_id)
                expect(case.version, form)
                if sent.body is not None:
                    await _act(uow, case, action, body=sent.body, principal=principal, clock=clock, lengths=lengths)
        except NotFound:
            raise
        except ChangedMeanwhile:
            form, status = form.wrong(form=pages.dutch.word("wrong", "version")), 412
        except DomainError as error:
            form, status = pages.refused(form, error)
        if form.errors:
            return await form_page(request, principal, reference, action=action, form=form, status=status)
        return RedirectResponse(f"/dossiers/{reference.upper()}?gedaan={action}", 303)

    return router


def _action(move: str) -> Action:
    """The move of an address. Raises NotFound."""
    if move not in list(Action):
        raise NotFound("move")
    return Action(move)


async def _act(
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
        case Action.REQUEST_MEETING, _:
            await act_on_case.ask_for_meeting(uow, case, by=by, clock=clock, lengths=lengths)
        case Action.WITHDRAW, ReasonBody(reason=reason):
            await act_on_case.withdraw(uow, case, reason, by=by, clock=clock)
        case Action.CLOSE, CloseBody(outcome=outcome, reason=reason):
            await act_on_case.close(uow, case, outcome, reason=reason, by=by, clock=clock)
        case Action.REOPEN, ReasonBody(reason=reason):
            await act_on_case.reopen(uow, case, reason, by=by, clock=clock, lengths=lengths)
        case _:
            raise AssertionError("every move has its body")
