"""`/beleid/acties/{id}`: the forms of what becomes of an action, its budget and its indicators."""

from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from consultation.api.rights import Coordinator
from consultation.domain.themes import Themes
from consultation.policy.application.act_on_action import act_on_action
from consultation.policy.application.change_action import change_action
from consultation.policy.domain.action import ChangedAction, PolicyAction
from consultation.unit_of_work import ConsultationUnitOfWork, Units
from consultation.web.policy.action_shown import ActionPages
from consultation.web.policy.forms import (
    BudgetForm,
    IndicatorChangeForm,
    IndicatorForm,
    LessBudgetForm,
    StepForm,
    ValueForm,
    VersionForm,
    WhyForm,
)
from consultation.web.versions import still
from shared.runtime.clock import Clock
from shared.runtime.http.routes import as_page
from shared.web.pages import Pages


def policy_action_forms_router(units: Units, pages: Pages, *, themes: Themes, clock: Clock) -> APIRouter:
    """The forms of the state of an action, and of its budget."""
    router = APIRouter(include_in_schema=False)
    shown = ActionPages(units, pages, themes=themes, clock=clock)

    @router.post("/beleid/acties/{action_id}/stap")
    @as_page
    async def post_step(request: Request, action_id: UUID, principal: Coordinator) -> Response:
        """Begin it, finish it, or take it up again."""
        now = clock.now()

        async def step(uow: ConsultationUnitOfWork, form: StepForm) -> None:
            expected = still(form.version)
            await act_on_action(uow, action_id, act=lambda row: row.stepped(form.step, now), expected=expected)

        return await shown.sent(request, action_id, principal, form=("step", StepForm), step=step)

    @router.post("/beleid/acties/{action_id}/niet-uitgevoerd")
    @as_page
    async def post_left(request: Request, action_id: UUID, principal: Coordinator) -> Response:
        """Note that it is not done, and why."""
        now = clock.now()

        async def step(uow: ConsultationUnitOfWork, form: WhyForm) -> None:
            expected = still(form.version)
            await act_on_action(uow, action_id, act=lambda row: row.left(form.why, now), expected=expected)

        return await shown.sent(request, action_id, principal, form=("left", WhyForm), step=step)

    @router.post("/beleid/acties/{action_id}/begroting")
    @as_page
    async def post_budget(request: Request, action_id: UUID, principal: Coordinator) -> Response:
        """Note what it costs in a year."""

        async def step(uow: ConsultationUnitOfWork, form: BudgetForm) -> None:
            action = await uow.policy_actions.get(action_id)
            changes = ChangedAction(budget=form.among(action.details.budget))
            expected = still(form.version)
            await change_action(uow, action_id, changes, themes=themes, clock=clock, expected=expected)

        return await shown.sent(request, action_id, principal, form=("budget", BudgetForm), step=step)

    @router.post("/beleid/acties/{action_id}/begroting/weg")
    @as_page
    async def post_less_budget(request: Request, action_id: UUID, principal: Coordinator) -> Response:
        """Take a year out of the budget, or somebody who pays of it."""

        async def step(uow: ConsultationUnitOfWork, form: LessBudgetForm) -> None:
            action = await uow.policy_actions.get(action_id)
            changes = ChangedAction(budget=form.among(action.details.budget))
            expected = still(form.version)
            await change_action(uow, action_id, changes, themes=themes, clock=clock, expected=expected)

        return await shown.sent(request, action_id, principal, form=("less", LessBudgetForm), step=step)

    return router


def indicator_forms_router(units: Units, pages: Pages, *, themes: Themes, clock: Clock) -> APIRouter:
    """The forms of the indicators of an action."""
    router = APIRouter(include_in_schema=False)
    shown = ActionPages(units, pages, themes=themes, clock=clock)

    @router.post("/beleid/acties/{action_id}/indicatoren")
    @as_page
    async def post_indicator_form(request: Request, action_id: UUID, principal: Coordinator) -> Response:
        """Say what shows whether it works."""
        now = clock.now()

        async def step(uow: ConsultationUnitOfWork, form: IndicatorForm) -> None:
            indicator, expected = form.indicator(), still(form.version)
            await act_on_action(uow, action_id, act=lambda row: row.measured_by(indicator, now), expected=expected)

        return await shown.sent(request, action_id, principal, form=("indicator", IndicatorForm), step=step)

    @router.post("/beleid/acties/{action_id}/indicatoren/{indicator_id}/wijzigen")
    @as_page
    async def post_changed_indicator(
        request: Request, action_id: UUID, indicator_id: UUID, principal: Coordinator
    ) -> Response:
        """Change what it is called, its unit, or what is to be reached in a school year."""
        now = clock.now()

        async def step(uow: ConsultationUnitOfWork, form: IndicatorChangeForm) -> None:
            def change(action: PolicyAction) -> PolicyAction:
                return action.with_indicator(indicator_id, form.changes(action.indicator(indicator_id)), now)

            await act_on_action(uow, action_id, act=change, expected=still(form.version))

        form = (f"change-{indicator_id}", IndicatorChangeForm)
        return await shown.sent(request, action_id, principal, form=form, step=step)

    @router.post("/beleid/acties/{action_id}/indicatoren/{indicator_id}/weg")
    @as_page
    async def post_indicator_away(
        request: Request, action_id: UUID, indicator_id: UUID, principal: Coordinator
    ) -> Response:
        """Take it away, as long as no number was entered for it."""
        now = clock.now()

        async def step(uow: ConsultationUnitOfWork, form: VersionForm) -> None:
            expected = still(form.version)
            await act_on_action(
                uow, action_id, act=lambda row: row.without_indicator(indicator_id, now), expected=expected
            )

        return await shown.sent(request, action_id, principal, form=("away", VersionForm), step=step)

    @router.post("/beleid/acties/{action_id}/indicatoren/{indicator_id}/waarden")
    @as_page
    async def post_value_form(
        request: Request, action_id: UUID, indicator_id: UUID, principal: Coordinator
    ) -> Response:
        """Enter a number for a school year."""

        async def step(uow: ConsultationUnitOfWork, form: ValueForm) -> None:
            value, expected = form.entered(clock.now()), still(form.version)
            await act_on_action(uow, action_id, act=lambda row: row.entered(indicator_id, value), expected=expected)

        return await shown.sent(request, action_id, principal, form=(f"value-{indicator_id}", ValueForm), step=step)

    return router
