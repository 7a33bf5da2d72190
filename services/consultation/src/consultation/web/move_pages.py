"""`/overleg/{id}/verzetten`, `/afzeggen`, `/gehouden`: each a page with a form, which the meeting's page also opens."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from fastapi import APIRouter, Request
from pydantic import BaseModel
from starlette.responses import RedirectResponse, Response

from consultation.api.rights import Actor
from consultation.domain.meeting_kind import MeetingRules
from consultation.meetings.api.answering import LinkTo
from consultation.meetings.api.in_turn import Bookings
from consultation.meetings.application.cancel_meeting import cancel_meeting
from consultation.meetings.application.complete_meeting import complete_meeting
from consultation.meetings.application.reschedule_meeting import reschedule_meeting
from consultation.unit_of_work import ConsultationUnitOfWork, Units
from consultation.web.meeting_pages import WORDS
from consultation.web.move_forms import CancelForm, CompleteForm, MoveForm
from consultation.web.showing import Showing
from consultation.web.versions import still
from consultation.web.words import CHANGED, DAY_IS_WRONG, NO_SUCH_TIME, NOT_FREE, NOT_OVER, TIME_IS_WRONG
from shared.domain.errors import Conflict, DomainError, IllegalTransition, InvalidField, NotFound
from shared.runtime.clock import Clock
from shared.runtime.http import Principal, Problem
from shared.runtime.http.problems import problem_of
from shared.runtime.http.routes import as_page
from shared.web.forms import Form, Submitted, submitted
from shared.web.pages import Pages

B = TypeVar("B", bound=BaseModel)
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class _Moves:
    """What the pages of moves work with."""

    units: Units
    bookings: Bookings
    pages: Pages
    rules: MeetingRules
    clock: Clock
    link_to: LinkTo

    async def page(
        self, request: Request, meeting_id: UUID, principal: Principal, *, template: str, form: Form, status: int = 200
    ) -> Response:
        """The form of a move, as it is or with what is wrong with it."""
        async with self.units() as uow:
            shown = await Showing(principal, self.rules, self.clock, self.link_to).meeting(uow, meeting_id)
        return self.pages.page(request.scope, template, status=status, shown=shown, form=form, **WORDS)

    async def move(
        self,
        request: Request,
        meeting_id: UUID,
        principal: Principal,
        *,
        template: str,
        sent: Submitted[Any],
        step: Callable[[ConsultationUnitOfWork], Awaitable[object]],
    ) -> Response:
        """Do the step, and show the meeting; the form again if it is refused."""
        if sent.body is None:
            form = sent.form.wrong(starts_at=NO_SUCH_TIME) if "starts_at" in sent.form.errors else sent.form
            return await self.page(request, meeting_id, principal, template=template, form=form, status=422)
        try:
            async with self.bookings() as uow:
                await step(uow)
        except NotFound:
            raise
        except (DomainError, Problem) as error:
            status, form = problem_of(error).status_code, _refused(sent.form, error, template)
            return await self.page(request, meeting_id, principal, template=template, form=form, status=status)
        return RedirectResponse(f"/overleg/{meeting_id}", 303, headers={"Cache-Control": "no-store"})


def move_pages_router(
    units: Units, bookings: Bookings, pages: Pages, *, rules: MeetingRules, clock: Clock, link_to: LinkTo
) -> APIRouter:
    """The pages that move, cancel and complete meetings."""
    router = APIRouter(include_in_schema=False)
    moves = _Moves(units, bookings, pages, rules, clock, link_to)
    _add_move(router, moves)
    _add_cancel(router, moves)
    _add_complete(router, moves)
    return router


def _add_move(router: APIRouter, moves: _Moves) -> None:
    @router.get("/overleg/{meeting_id}/verzetten")
    @as_page
    async def move_page(request: Request, meeting_id: UUID, principal: Actor) -> Response:
        """The form; `op` is a moment that somebody proposed, to begin with."""
        return await moves.page(request, meeting_id, principal, template="move", form=_proposed(request))

    @router.post("/overleg/{meeting_id}/verzetten")
    @as_page
    async def move(request: Request, meeting_id: UUID, principal: Actor) -> Response:
        """Move to the moment typed, or to the next free moment."""
        sent = await submitted(request, MoveForm)

        async def step(uow: ConsultationUnitOfWork) -> None:
            form = _typed(sent)
            await reschedule_meeting(
                uow,
                meeting_id,
                rules=moves.rules,
                clock=moves.clock,
                starts_at=form.starts_at,
                hold_by=form.hold_by,
                expected=still(form.version),
            )

        return await moves.move(request, meeting_id, principal, template="move", sent=sent, step=step)


def _add_cancel(router: APIRouter, moves: _Moves) -> None:
    @router.get("/overleg/{meeting_id}/afzeggen")
    @as_page
    async def cancel_page(request: Request, meeting_id: UUID, principal: Actor) -> Response:
        return await moves.page(request, meeting_id, principal, template="cancel", form=Form())

    @router.post("/overleg/{meeting_id}/afzeggen")
    @as_page
    async def cancel(request: Request, meeting_id: UUID, principal: Actor) -> Response:
        """Call the meeting off."""
        sent = await submitted(request, CancelForm)

        async def step(uow: ConsultationUnitOfWork) -> None:
            form = _typed(sent)
            expected = still(form.version)
            await cancel_meeting(uow, meeting_id, clock=moves.clock, reason=form.reason, expected=expected)

        return await moves.move(request, meeting_id, principal, template="cancel", sent=sent, step=step)


def _add_complete(router: APIRouter, moves: _Moves) -> None:
    @router.get("/overleg/{meeting_id}/gehouden")
    @as_page
    async def complete_page(request: Request, meeting_id: UUID, principal: Actor) -> Response:
        return await moves.page(request, meeting_id, principal, template="complete", form=Form())

    @router.post("/overleg/{meeting_id}/gehouden")
    @as_page
    async def complete(request: Request, meeting_id: UUID, principal: Actor) -> Response:
        """Say that the meeting was held."""
        sent = await submitted(request, CompleteForm)

        async def step(uow: ConsultationUnitOfWork) -> None:
            form = _typed(sent)
            expected = still(form.version)
            await complete_meeting(
                uow,
                meeting_id,
                by=principal.subject,
                rules=moves.rules,
                clock=moves.clock,
                held=form.held(),
                expected=expected,
            )

        return await moves.move(request, meeting_id, principal, template="complete", sent=sent, step=step)


def _proposed(request: Request) -> Form:
    proposed = request.query_params.get("op", "")
    return Form({"starts_at": proposed}) if _MOMENT.fullmatch(proposed) else Form()


def _typed(sent: Submitted[B]) -> B:
    """The body of a form that was read."""
    if sent.body is None:
        raise ValueError("the form was not read")
    return sent.body


def _refused(form: Form, error: DomainError | Problem, template: str) -> Form:
    match error:
        case IllegalTransition():
            return form.refused(error)
        case InvalidField(field="starts_at"):
            return form.wrong(starts_at=TIME_IS_WRONG)
        case InvalidField(field="hold_by"):
            return form.wrong(hold_by=DAY_IS_WRONG)
        case Conflict() if template == "move":
            return form.wrong(form=NOT_FREE)
        case Conflict() if template == "complete":
            return form.wrong(form=NOT_OVER)
        case Problem(name="precondition-failed"):
            return form.wrong(form=CHANGED)
        case _:
            return form.refused(error)
