"""`/overlegorganen/{id}/zittingen/{id}`: the forms of what came of a session that was held."""

from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from consultation.api.rights import Coordinator
from consultation.bodies.application.act_on_session import act_on_session
from consultation.bodies.application.agree_action import agree_action
from consultation.bodies.application.approve_minutes import approve_minutes
from consultation.bodies.application.take_decision import take_decision
from consultation.domain.versions import any_version
from consultation.unit_of_work import ConsultationUnitOfWork, Units
from consultation.web.bodies.forms import ApprovalForm, BodyActionForm, DecisionForm, MinutesForm, NothingForm
from consultation.web.bodies.session_pages import SessionOfBodyPages
from consultation.web.versions import still
from shared.runtime.clock import Clock
from shared.runtime.http.routes import as_page
from shared.web.pages import Pages


def outcome_of_body_router(units: Units, pages: Pages, *, clock: Clock) -> APIRouter:
    """The forms of decisions and actions."""
    router = APIRouter(include_in_schema=False)
    shown = SessionOfBodyPages(units, pages, clock=clock)

    @router.post("/overlegorganen/{body_id}/zittingen/{session_id}/beslissingen")
    @as_page
    async def post_decision_form(request: Request, body_id: UUID, session_id: UUID, principal: Coordinator) -> Response:
        """Note a decision."""

        async def step(uow: ConsultationUnitOfWork, form: DecisionForm) -> None:
            await take_decision(uow, body_id, session_id, decision=form.decision(), expected=still(form.version))

        form = ("decision", DecisionForm)
        return await shown.sent(request, body_id, session_id, form=form, step=step, principal=principal)

    @router.post("/overlegorganen/{body_id}/zittingen/{session_id}/afspraken")
    @as_page
    async def post_action_form(request: Request, body_id: UUID, session_id: UUID, principal: Coordinator) -> Response:
        """Note what somebody does."""

        async def step(uow: ConsultationUnitOfWork, form: BodyActionForm) -> None:
            await agree_action(uow, body_id, session_id, action=form.action(), expected=still(form.version))

        form = ("action", BodyActionForm)
        return await shown.sent(request, body_id, session_id, form=form, step=step, principal=principal)

    @router.post("/overlegorganen/{body_id}/zittingen/{session_id}/afspraken/{action_id}/klaar")
    @as_page
    async def post_done_form(
        request: Request, body_id: UUID, session_id: UUID, action_id: UUID, principal: Coordinator
    ) -> Response:
        """Note that an action is done today."""
        today = clock.today()

        async def step(uow: ConsultationUnitOfWork, _: NothingForm) -> None:
            await act_on_session(
                uow, body_id, session_id, act=lambda session: session.done(action_id, today), expected=any_version
            )

        form = ("done", NothingForm)
        return await shown.sent(request, body_id, session_id, form=form, step=step, principal=principal)

    return router


def minutes_of_body_router(units: Units, pages: Pages, *, clock: Clock) -> APIRouter:
    """The forms of the minutes, and of their approval."""
    router = APIRouter(include_in_schema=False)
    shown = SessionOfBodyPages(units, pages, clock=clock)

    @router.post("/overlegorganen/{body_id}/zittingen/{session_id}/verslag")
    @as_page
    async def post_minutes_form(request: Request, body_id: UUID, session_id: UUID, principal: Coordinator) -> Response:
        """Write the minutes."""

        async def step(uow: ConsultationUnitOfWork, form: MinutesForm) -> None:
            expected = still(form.version)
            await act_on_session(
                uow, body_id, session_id, act=lambda session: session.minuted(form.text), expected=expected
            )

        form = ("minutes", MinutesForm)
        return await shown.sent(request, body_id, session_id, form=form, step=step, principal=principal)

    @router.post("/overlegorganen/{body_id}/zittingen/{session_id}/goedgekeurd")
    @as_page
    async def post_approval_form(request: Request, body_id: UUID, session_id: UUID, principal: Coordinator) -> Response:
        """Note which session approved the minutes."""

        async def step(uow: ConsultationUnitOfWork, form: ApprovalForm) -> None:
            expected = still(form.version)
            await approve_minutes(uow, body_id, session_id, later_id=form.session_id, expected=expected)

        form = ("approval", ApprovalForm)
        return await shown.sent(request, body_id, session_id, form=form, step=step, principal=principal)

    return router
