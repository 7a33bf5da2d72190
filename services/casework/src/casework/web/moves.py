"""`/dossiers/{reference}/{move}`: every move on a case, with its reason."""

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from casework.api.case_change import Approving, Changing
from casework.api.readers import Reader, shown_to
from casework.application.locked_case import locked_case
from casework.domain.states import Action, after
from casework.domain.terms import TermLengths
from casework.unit_of_work import CaseworkUnits
from casework.web.beside_case import registers_of
from casework.web.case_page import of_case
from casework.web.consequences import Consequences
from casework.web.finding import case_of
from casework.web.making import BODIES, make_move
from casework.web.people import People
from casework.web.versions import ChangedMeanwhile, expect
from casework.web.worded import WordedPages
from shared.domain.errors import DomainError, NotFound
from shared.runtime.clock import Clock
from shared.runtime.http.principal import Principal
from shared.runtime.http.routes import as_page
from shared.web.forms import Form, submitted


def moves_page_router(units: CaseworkUnits, pages: WordedPages, *, clock: Clock, lengths: TermLengths) -> APIRouter:
    """A page with a form for each move; sent, the move is made and leads back to the case."""
    router = APIRouter(include_in_schema=False)
    moves = _Moves(units, pages, clock=clock, lengths=lengths)

    @router.get("/dossiers/{reference}/approve")
    @as_page
    async def approval_form(request: Request, principal: Approving, reference: str) -> Response:
        """The form in which a coordinator answers a closure that was asked."""
        return await moves.form_page(request, principal, reference, action=Action.APPROVE, form=Form(), status=200)

    @router.post("/dossiers/{reference}/approve")
    @as_page
    async def approve(request: Request, principal: Approving, reference: str) -> Response:
        """Answer a closure that was asked."""
        return await moves.made(request, principal, reference, action=Action.APPROVE)

    @router.get("/dossiers/{reference}/{move}")
    @as_page
    async def move_form(request: Request, principal: Changing, reference: str, move: str) -> Response:
        """The form of a move."""
        return await moves.form_page(request, principal, reference, action=_action(move), form=Form(), status=200)

    @router.post("/dossiers/{reference}/{move}")
    @as_page
    async def send_move(request: Request, principal: Changing, reference: str, move: str) -> Response:
        """Make a move."""
        return await moves.made(request, principal, reference, action=_action(move))

    return router


class _Moves:
    """What all moves have in common."""

    def __init__(self, units: CaseworkUnits, pages: WordedPages, *, clock: Clock, lengths: TermLengths) -> None:
        self._units = units
        self._pages = pages
        self._clock = clock
        self._lengths = lengths

    async def form_page(
        self, request: Request, principal: Principal, reference: str, *, action: Action, form: Form, status: int
    ) -> Response:
        """The form as a page. A form without errors is of a move that is possible. Raises IllegalTransition."""
        async with self._units() as uow:
            reader = await Reader.of(principal, uow, self._clock.today())
            case = await case_of(reader, uow, reference, today=self._clock.today())
            reader.require(action, case)
            if not form.errors:
                after(case.status, action, without=case.hindrances)
            shown = (await shown_to(reader, uow, [case]))[case.case_id]
            registers = await registers_of(reader, uow, case)
            blocking = await uow.files.open_tasks(case.case_id)
            asked_by = case.closure.asked_by if case.closure else None
            people = await People.all(principal, uow, {case.assignee, asked_by, *(task.owner for task in blocking)})
        return self._pages.page(
            request.scope,
            "move",
            status=status,
            **of_case(case, shown),
            action=action,
            registers=registers,
            consequences=Consequences.of(case, shown),
            people=people,
            blocking=blocking,
            today=self._clock.today(),
            form=Form({**form.values, "version": str(case.version)}, form.errors),
        )

    async def made(self, request: Request, principal: Principal, reference: str, *, action: Action) -> Response:
        """Make a move; what is wrong with it answers the form again, with what was typed."""
        sent = await submitted(request, BODIES[action])
        form, status = sent.form, 422
        try:
            async with self._units() as uow:
                reader = await Reader.of(principal, uow, self._clock.today())
                case_id = (await case_of(reader, uow, reference, today=self._clock.today())).case_id
                case = reader.require(action, await locked_case(uow, case_id))
                expect(case.version, form)
                if sent.body is not None:
                    await make_move(
                        uow,
                        case,
                        action,
                        body=sent.body,
                        principal=principal,
                        clock=self._clock,
                        lengths=self._lengths,
                    )
        except NotFound:
            raise
        except ChangedMeanwhile:
            form, status = form.wrong(form=self._pages.dutch.word("wrong", "version")), 412
        except DomainError as error:
            form, status = self._pages.refused(form, error)
        if form.errors:
            return await self.form_page(request, principal, reference, action=action, form=form, status=status)
        done = "close-asked" if action is Action.CLOSE and case.is_open else action
        return RedirectResponse(f"/dossiers/{reference.upper()}?gedaan={done}", 303)


def _action(move: str) -> Action:
    """The move of an address. Raises NotFound."""
    if move not in list(BODIES):
        raise NotFound("move")
    return Action(move)
