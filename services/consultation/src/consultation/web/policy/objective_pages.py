"""`/beleid/doelstellingen/{id}`: an objective, with the forms of what becomes of it."""

from typing import TypeVar
from uuid import UUID

from fastapi import APIRouter, Request
from pydantic import BaseModel
from starlette.responses import RedirectResponse, Response

from consultation.api.rights import Coordinator, Member
from consultation.bodies.domain.body_query import BodyQuery, sits_in
from consultation.domain.themes import Themes
from consultation.policy.api.rights import seat_of, visible_objective
from consultation.policy.application.act_on_objective import act_on_objective
from consultation.policy.application.agree_objective import agree_objective
from consultation.policy.application.change_objective import change_objective
from consultation.policy.application.set_objective import set_objective
from consultation.policy.domain.objective import ChangedObjective
from consultation.policy.domain.states import ObjectiveStep
from consultation.unit_of_work import ConsultationUnitOfWork, Units
from consultation.web.policy.forms import AgreementForm, ObjectiveForm, StanceForm, VersionForm, WhyForm
from consultation.web.policy.refusals import Step, carried_out
from consultation.web.policy.showing import directory, objective_form, school_years
from consultation.web.policy.words import ACTIONS, OBJECTIVES
from consultation.web.versions import still
from shared.domain.roles import Role
from shared.runtime.clock import Clock
from shared.runtime.http import Principal
from shared.runtime.http.routes import as_page
from shared.web.forms import Form, submitted
from shared.web.pages import Pages

B = TypeVar("B", bound=BaseModel)
_MOST_DECISIONS, _MOST_BODIES = 200, 200


def objective_pages_router(units: Units, pages: Pages, *, themes: Themes, clock: Clock) -> APIRouter:
    """The pages of objectives: a new one, and one."""
    router = APIRouter(include_in_schema=False)
    shown = ObjectivePages(units, pages, themes=themes, clock=clock)

    @router.get("/beleid/doelstellingen/nieuw")
    @as_page
    async def new_objective_page(request: Request, _: Coordinator) -> Response:
        """The form for another objective."""
        return shown.new(request, Form())

    @router.post("/beleid/doelstellingen/nieuw")
    @as_page
    async def post_new_objective(request: Request, principal: Coordinator) -> Response:
        """Keep an objective; the same form sent again keeps no other."""
        kept: list[UUID] = []

        async def step(uow: ConsultationUnitOfWork, form: ObjectiveForm) -> None:
            kept.append((await set_objective(uow, form.details(), clock=clock)).objective_id)

        if wrong := await carried_out(units, request, await submitted(request, ObjectiveForm), step=step, by=principal):
            return shown.new(request, wrong[0], status=wrong[1])
        return RedirectResponse(f"/beleid/doelstellingen/{kept[0]}" if kept else "/beleid", 303)

    @router.get("/beleid/doelstellingen/{objective_id}")
    @as_page
    async def objective_page(request: Request, objective_id: UUID, principal: Member) -> Response:
        """An objective: what it gives the learner, who supports it, and its actions."""
        return await shown.page(request, objective_id, principal)

    @router.post("/beleid/doelstellingen/{objective_id}/wijzigen")
    @as_page
    async def post_changed_objective(request: Request, objective_id: UUID, principal: Coordinator) -> Response:
        """Change what an objective is."""

        async def step(uow: ConsultationUnitOfWork, form: ObjectiveForm) -> None:
            new = form.details()
            changes = ChangedObjective(
                title=new.title,
                why=new.why,
                for_the_learner=new.for_the_learner,
                first_year=new.first_year,
                last_year=new.last_year,
            )
            await change_objective(uow, objective_id, changes, clock=clock, expected=still(form.version))

        return await shown.sent(request, objective_id, principal, form=("change", ObjectiveForm), step=step)

    @router.post("/beleid/doelstellingen/{objective_id}/steun")
    @as_page
    async def post_stance(request: Request, objective_id: UUID, principal: Coordinator) -> Response:
        """Note whether an organisation supports an objective."""

        async def step(uow: ConsultationUnitOfWork, form: StanceForm) -> None:
            objective = await uow.objectives.get(objective_id)
            changes = ChangedObjective(stances=form.among(objective.details.stances))
            await change_objective(uow, objective_id, changes, clock=clock, expected=still(form.version))

        return await shown.sent(request, objective_id, principal, form=("stance", StanceForm), step=step)

    return router


def objective_step_forms_router(units: Units, pages: Pages, *, themes: Themes, clock: Clock) -> APIRouter:
    """The forms of what becomes of an objective."""
    router = APIRouter(include_in_schema=False)
    shown = ObjectivePages(units, pages, themes=themes, clock=clock)

    @router.post("/beleid/doelstellingen/{objective_id}/afgesproken")
    @as_page
    async def post_agreed(request: Request, objective_id: UUID, principal: Coordinator) -> Response:
        """Note in which body it was agreed on."""

        async def step(uow: ConsultationUnitOfWork, form: AgreementForm) -> None:
            await agree_objective(uow, objective_id, form.agreement(), clock=clock, expected=still(form.version))

        return await shown.sent(request, objective_id, principal, form=("agreement", AgreementForm), step=step)

    @router.post("/beleid/doelstellingen/{objective_id}/afgelopen")
    @as_page
    async def post_ended(request: Request, objective_id: UUID, principal: Coordinator) -> Response:
        """Note that it is over."""
        step = _ending(objective_id, ObjectiveStep.END, clock)
        return await shown.sent(request, objective_id, principal, form=("ended", WhyForm), step=step)

    @router.post("/beleid/doelstellingen/{objective_id}/losgelaten")
    @as_page
    async def post_dropped(request: Request, objective_id: UUID, principal: Coordinator) -> Response:
        """Note that people do not want it any more."""
        step = _ending(objective_id, ObjectiveStep.DROP, clock)
        return await shown.sent(request, objective_id, principal, form=("dropped", WhyForm), step=step)

    @router.post("/beleid/doelstellingen/{objective_id}/hervat")
    @as_page
    async def post_resumed(request: Request, objective_id: UUID, principal: Coordinator) -> Response:
        """Take it up again."""
        now = clock.now()

        async def step(uow: ConsultationUnitOfWork, form: VersionForm) -> None:
            await act_on_objective(uow, objective_id, act=lambda row: row.resumed(now), expected=still(form.version))

        return await shown.sent(request, objective_id, principal, form=("resumed", VersionForm), step=step)

    return router


def _ending(objective_id: UUID, ending: ObjectiveStep, clock: Clock) -> Step[WhyForm]:
    async def step(uow: ConsultationUnitOfWork, form: WhyForm) -> None:
        now, why = clock.now(), form.why
        await act_on_objective(
            uow, objective_id, act=lambda row: row.ended(ending, why, now), expected=still(form.version)
        )

    return step


class ObjectivePages:
    """The pages of an objective, as it is or with what is wrong in one of its forms."""

    def __init__(self, units: Units, pages: Pages, *, themes: Themes, clock: Clock) -> None:
        self._units = units
        self._pages = pages
        self._themes = themes
        self._clock = clock

    def new(self, request: Request, form: Form, *, status: int = 200) -> Response:
        """The form of a new objective."""
        years = school_years(self._clock.today())
        return self._pages.page(request.scope, "new_objective", status=status, form=form, years=years)

    async def sent(
        self, request: Request, objective_id: UUID, principal: Principal, *, form: tuple[str, type[B]], step: Step[B]
    ) -> Response:
        """Do what a form asks, and lead back to the objective; the page with that form again if it is refused."""
        sent = await submitted(request, form[1])
        if wrong := await carried_out(self._units, request, sent, step=step, by=principal):
            return await self.page(request, objective_id, principal, status=wrong[1], **{form[0]: wrong[0]})
        return RedirectResponse(f"/beleid/doelstellingen/{objective_id}", 303)

    async def page(
        self, request: Request, objective_id: UUID, principal: Principal, *, status: int = 200, **forms: Form
    ) -> Response:
        """The page of an objective; `forms` are those that were refused. Raises NotFound."""
        today, writes = self._clock.today(), principal.is_any(Role.COORDINATOR)
        async with self._units() as uow:
            objective = await visible_objective(principal, uow, objective_id, today=today)
            seat = await seat_of(principal, uow, today)
            actions = await uow.policy_actions.of([objective_id], seat)
            people = await directory(uow, today)
            agreement = objective.agreement
            body = await uow.bodies.find(agreement.body_id) if agreement else None
            bodies = await uow.bodies.page(BodyQuery(), after=None, limit=_MOST_BODIES) if writes else []
            decisions = await _decisions(uow, [row.body_id for row in bodies])
        fresh = dict.fromkeys(("stance", "agreement", "ended", "dropped"), Form())
        return self._pages.page(
            request.scope,
            "objective",
            status=status,
            objective=objective,
            actions=actions,
            people=people,
            body=body,
            opens_body=body is not None and (seat is None or sits_in(seat, body)),
            bodies=[(str(row.body_id), row.details.name) for row in bodies],
            decisions=decisions,
            years=school_years(today),
            forms={**fresh, "change": objective_form(objective.details), **forms},
            writes=writes,
            themes=self._themes,
            OBJECTIVES=OBJECTIVES,
            ACTIONS=ACTIONS,
        )


async def _decisions(uow: ConsultationUnitOfWork, body_ids: list[UUID]) -> list[tuple[str, str]]:
    """The decisions of these bodies as a form chooses them, the newest first."""
    choices = []
    for body_id in body_ids:
        for session in await uow.body_sessions.of(body_id):
            for decision in session.decisions:
                said = f"{session.starts_at:%d/%m/%Y}: {decision.text[:80]}"
                choices.append((session.starts_at, f"{session.session_id}/{decision.decision_id}", said))
    return [(value, said) for _, value, said in sorted(choices, reverse=True)[:_MOST_DECISIONS]]
