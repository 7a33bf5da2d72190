"""The pages of an action, as it is or with what is wrong in one of its forms."""

from typing import TypeVar
from uuid import UUID

from fastapi import Request
from pydantic import BaseModel
from starlette.responses import RedirectResponse, Response

from consultation.domain.themes import Themes
from consultation.policy.api.rights import own_judges, visible_action
from consultation.policy.domain.action import PolicyAction
from consultation.policy.domain.states import ACTIONS as STEPS
from consultation.policy.domain.states import ActionStep
from consultation.unit_of_work import ConsultationUnitOfWork, Units
from consultation.web.policy.refusals import Step, carried_out
from consultation.web.policy.showing import directory, school_years
from consultation.web.policy.words import ACTIONS, JUDGEMENTS, LEVELS, SERVICES, SOURCES, source_said
from shared.domain.errors import NotFound
from shared.domain.roles import Role
from shared.domain.school_year import SchoolYear
from shared.runtime.clock import Clock
from shared.runtime.http import Principal
from shared.web.forms import Form, submitted
from shared.web.pages import Pages

B = TypeVar("B", bound=BaseModel)


class ActionPages:
    """The pages of an action."""

    def __init__(self, units: Units, pages: Pages, *, themes: Themes, clock: Clock) -> None:
        self._units = units
        self._pages = pages
        self._themes = themes
        self._clock = clock

    async def form_page(
        self,
        request: Request,
        form: Form,
        *,
        objective_id: UUID,
        action: PolicyAction | None = None,
        status: int = 200,
    ) -> Response:
        """The form of an action, a new one where there is none yet. Raises NotFound."""
        async with self._units() as uow:
            objective = await uow.objectives.find(objective_id)
            people = await directory(uow, self._clock.today())
        if objective is None:
            raise NotFound("objective", objective_id)
        themes = dict(self._themes)
        if action is not None:
            themes.setdefault(action.details.theme, action.details.theme)
        return self._pages.page(
            request.scope,
            "policy_action_form",
            status=status,
            form=form,
            objective=objective,
            action=action,
            people=people,
            themes=list(themes.items()),
            LEVELS=LEVELS,
        )

    async def sent(
        self, request: Request, action_id: UUID, principal: Principal, *, form: tuple[str, type[B]], step: Step[B]
    ) -> Response:
        """Do what a form asks, and lead back to the action; the page with that form again if it is refused."""
        sent = await submitted(request, form[1])
        if wrong := await carried_out(self._units, request, sent, step=step, by=principal):
            return await self.page(request, action_id, principal, status=wrong[1], **{form[0]: wrong[0]})
        return RedirectResponse(f"/beleid/acties/{action_id}", 303)

    async def page(
        self, request: Request, action_id: UUID, principal: Principal, *, status: int = 200, **forms: Form
    ) -> Response:
        """The page of an action; `forms` are those that were refused. Raises NotFound."""
        today, writes = self._clock.today(), principal.is_any(Role.COORDINATOR)
        async with self._units() as uow:
            action = await visible_action(principal, uow, action_id, today=today)
            objective = await uow.objectives.find(action.objective_id)
            people = await directory(uow, today)
            judges = await self._judges(uow, principal, action)
        steps = {step.name for (state, step) in STEPS if state is action.status}
        year = str(SchoolYear.of(today))
        fresh = {
            "budget": Form({"year": str(today.year)}),
            "indicator": Form({"school_year": year}),
            "value": Form({"school_year": year, "dated": today.isoformat()}),
            "evaluation": Form({"held_on": today.isoformat()}),
            **dict.fromkeys(("left", "step", "less", "away"), Form()),
            **{f"change-{row.indicator_id}": Form({"name": row.name, "unit": row.unit}) for row in action.indicators},
        }
        return self._pages.page(
            request.scope,
            "policy_action",
            status=status,
            action=action,
            objective=objective,
            people=people,
            judges=[choice for choice in people.organisations if choice[0] in judges],
            may_judge=bool(judges) and ActionStep.EVALUATE.name in steps,
            steps=steps,
            forms={**fresh, **forms},
            writes=writes,
            years=school_years(today),
            theme=self._themes.get(action.details.theme, action.details.theme),
            source_said=source_said,
            SOURCES=list(SOURCES.items()),
            SERVICES=list(SERVICES.items()),
            ACTIONS=ACTIONS,
            JUDGEMENTS=JUDGEMENTS,
            LEVELS=LEVELS,
        )

    async def _judges(self, uow: ConsultationUnitOfWork, principal: Principal, action: PolicyAction) -> set[str]:
        if not principal.is_any(Role.COORDINATOR):
            return await own_judges(principal, uow, action.action_id, today=self._clock.today())
        objective = await uow.objectives.find(action.objective_id)
        stances = objective.details.stances if objective else ()
        return {*action.details.partners, *(stance.organisation_id for stance in stances)}
