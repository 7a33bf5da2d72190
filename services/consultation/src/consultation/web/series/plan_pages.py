"""`/reeksen/plan`: a whole term is planned, looked at and booked."""

from datetime import date, timedelta
from functools import partial

from fastapi import APIRouter, Request
from starlette.responses import Response

from consultation.api.rights import Coordinator
from consultation.plans.api.plan_answers import PlanAnswer
from consultation.plans.api.waiting import while_waited_for
from consultation.plans.application.book_plan import BookPlan
from consultation.plans.application.plan_desk import PlanDesk
from consultation.unit_of_work import Units
from consultation.web.series.plan_forms import SCHOOL, BookForm, PlanForm
from consultation.web.series.showing_plans import ShownPlan, shown_plan
from consultation.web.series.words import (
    COSTS,
    OUTCOMES,
    PLAN_CHANGED,
    PLAN_DAY_IS_WRONG,
    PLAN_ENDED,
    PLAN_RUNS,
    why_not,
)
from shared.domain.errors import Conflict, InvalidField
from shared.runtime.clock import Clock
from shared.runtime.http import Problem
from shared.runtime.http.routes import as_page
from shared.web.forms import Form, submitted
from shared.web.pages import Pages

_TERM = timedelta(days=120)
_MOST_SCHOOLS = 500


def plan_pages_router(units: Units, pages: Pages, *, desk: PlanDesk, book: BookPlan, clock: Clock) -> APIRouter:
    """The pages of plans."""
    router = APIRouter(include_in_schema=False)
    show = partial(_page, units=units, pages=pages)

    @router.get("/reeksen/plan")
    @as_page
    async def plan_page(request: Request, _: Coordinator) -> Response:
        """The form that asks for a plan."""
        return await show(request, _fresh(clock.today()))

    @router.post("/reeksen/plan")
    @as_page
    async def post_plan(request: Request, _: Coordinator) -> Response:
        """Make a plan and show it; nothing is booked."""
        sent = await submitted(request, PlanForm)
        if sent.body is None:
            return await show(request, sent.form, status=422)
        try:
            made = await while_waited_for(request, desk.make(sent.body.asked()))
        except (Conflict, InvalidField, Problem) as error:
            form, status = _refused(sent.form, error)
            return await show(request, form, status=status)
        return await show(request, sent.form, plan=await shown_plan(units, PlanAnswer.of(made)))

    @router.post("/reeksen/plan/boeken")
    @as_page
    async def post_booked(request: Request, _: Coordinator) -> Response:
        """Book the plan that was shown, and say what came of it; where it is another plan by now, show that."""
        sent = await submitted(request, BookForm)
        if sent.body is None:
            return await show(request, sent.form, status=422)
        try:
            made = await while_waited_for(request, desk.make(sent.body.asked()))
        except (Conflict, InvalidField, Problem) as error:
            form, status = _refused(sent.form, error)
            return await show(request, form, status=status)
        if made.fingerprint != sent.body.fingerprint:
            plan = await shown_plan(units, PlanAnswer.of(made))
            return await show(request, sent.form.wrong(form=PLAN_CHANGED), status=409, plan=plan)
        plan = await shown_plan(units, PlanAnswer.of(made, await book(made)))
        return await show(request, sent.form, plan=plan)

    return router


def _fresh(today: date) -> Form:
    return Form({"first": today.isoformat(), "until": (today + _TERM).isoformat()})


def _refused(form: Form, error: Conflict | InvalidField | Problem) -> tuple[Form, int]:
    match error:
        case Conflict():
            return form.wrong(form=PLAN_RUNS), 409
        case Problem():
            return form.wrong(form=PLAN_ENDED), error.status_code
        case InvalidField(field="until"):
            return form.wrong(until=PLAN_DAY_IS_WRONG), 422
        case _:
            return form.refused(error), 422


async def _page(
    request: Request, form: Form, *, units: Units, pages: Pages, status: int = 200, plan: ShownPlan | None = None
) -> Response:
    async with units() as uow:
        organisations = await uow.organisations.all()
    schools = [(own.school, own.name) for own in organisations if own.school][:_MOST_SCHOOLS]
    ticks = [name for name in form.values if name.startswith(SCHOOL)]
    shown = {"form": form, "schools": schools, "plan": plan, "ticks": ticks}
    words = {"COSTS": COSTS, "OUTCOMES": OUTCOMES, "why_not": why_not}
    return pages.page(request.scope, "plan", status=status, **shown, **words)
