"""`/beleid/acties/{id}`: an action with its budget, indicators and evaluations, and a new one under an objective."""

from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from consultation.api.rights import Coordinator, Member
from consultation.domain.themes import Themes
from consultation.domain.versions import any_version
from consultation.policy.api.rights import noted_by
from consultation.policy.application.change_action import change_action
from consultation.policy.application.evaluate_action import evaluate_action
from consultation.policy.application.plan_action import plan_action
from consultation.policy.domain.action import ChangedAction
from consultation.unit_of_work import ConsultationUnitOfWork, Units
from consultation.web.policy.action_shown import ActionPages
from consultation.web.policy.forms import ActionForm, EvaluationForm
from consultation.web.policy.refusals import carried_out
from consultation.web.policy.showing import action_form
from consultation.web.versions import still
from shared.runtime.clock import Clock
from shared.runtime.http.routes import as_page
from shared.web.forms import Form, submitted
from shared.web.pages import Pages


def new_action_router(units: Units, pages: Pages, *, themes: Themes, clock: Clock) -> APIRouter:
    """The page of a new action under an objective."""
    router = APIRouter(include_in_schema=False)
    shown = ActionPages(units, pages, themes=themes, clock=clock)

    @router.get("/beleid/doelstellingen/{objective_id}/acties/nieuw")
    @as_page
    async def new_action_page(request: Request, objective_id: UUID, _: Coordinator) -> Response:
        """The form for another action."""
        return await shown.form_page(request, Form(), objective_id=objective_id)

    @router.post("/beleid/doelstellingen/{objective_id}/acties/nieuw")
    @as_page
    async def post_new_action(request: Request, objective_id: UUID, principal: Coordinator) -> Response:
        """Keep an action; the same form sent again keeps no other."""
        kept: list[UUID] = []

        async def step(uow: ConsultationUnitOfWork, form: ActionForm) -> None:
            action = await plan_action(uow, objective_id, form.details(), themes=themes, clock=clock)
            kept.append(action.action_id)

        if wrong := await carried_out(units, request, await submitted(request, ActionForm), step=step, by=principal):
            return await shown.form_page(request, wrong[0], objective_id=objective_id, status=wrong[1])
        place = f"/beleid/acties/{kept[0]}" if kept else f"/beleid/doelstellingen/{objective_id}"
        return RedirectResponse(place, 303)

    return router


def policy_action_pages_router(units: Units, pages: Pages, *, themes: Themes, clock: Clock) -> APIRouter:
    """The pages of an action: how it is, and the form of what it is."""
    router = APIRouter(include_in_schema=False)
    shown = ActionPages(units, pages, themes=themes, clock=clock)

    @router.get("/beleid/acties/{action_id}")
    @as_page
    async def action_page(request: Request, action_id: UUID, principal: Member) -> Response:
        """An action, with all that was entered of it."""
        return await shown.page(request, action_id, principal)

    @router.get("/beleid/acties/{action_id}/wijzigen")
    @as_page
    async def change_action_page(request: Request, action_id: UUID, _: Coordinator) -> Response:
        """The form of what an action is."""
        async with units() as uow:
            action = await uow.policy_actions.get(action_id)
        form = action_form(action.details)
        return await shown.form_page(request, form, objective_id=action.objective_id, action=action)

    @router.post("/beleid/acties/{action_id}/wijzigen")
    @as_page
    async def post_changed_action(request: Request, action_id: UUID, principal: Coordinator) -> Response:
        """Change what an action is."""

        async def step(uow: ConsultationUnitOfWork, form: ActionForm) -> None:
            new = form.over((await uow.policy_actions.get(action_id)).details)
            changes = ChangedAction(
                title=new.title,
                theme=new.theme,
                what=new.what,
                owner=new.owner,
                partners=new.partners,
                since=new.since,
                until=new.until,
                target_group=new.target_group,
            )
            expected = still(form.version)
            await change_action(uow, action_id, changes, themes=themes, clock=clock, expected=expected)

        if wrong := await carried_out(units, request, await submitted(request, ActionForm), step=step, by=principal):
            async with units() as uow:
                action = await uow.policy_actions.get(action_id)
            return await shown.form_page(
                request, wrong[0], objective_id=action.objective_id, action=action, status=wrong[1]
            )
        return RedirectResponse(f"/beleid/acties/{action_id}", 303)

    @router.post("/beleid/acties/{action_id}/evaluaties")
    @as_page
    async def post_evaluation_form(request: Request, action_id: UUID, principal: Member) -> Response:
        """Note what partners make of it."""

        async def step(uow: ConsultationUnitOfWork, form: EvaluationForm) -> None:
            today, partners = clock.today(), set(form.partners)
            by = await noted_by(principal, uow, action_id, partners=partners, today=today)
            evaluation = form.evaluation(by, clock.now())
            await evaluate_action(uow, action_id, evaluation, clock=clock, expected=any_version)

        return await shown.sent(request, action_id, principal, form=("evaluation", EvaluationForm), step=step)

    return router
