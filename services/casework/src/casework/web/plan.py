"""`/dossiers/{reference}/plan`: the plan of a case with the form to write it down."""

import re
from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request
from pydantic import model_validator
from starlette.responses import RedirectResponse, Response

from casework.api.case_change import Changing
from casework.api.plans import PlanBody, goals_of
from casework.api.readers import Reader, actor, shown_to
from casework.api.rights import Deed
from casework.application.set_plan import set_plan
from casework.domain.plan import Plan
from casework.unit_of_work import CaseworkUnits
from casework.web.case_file import locked_for_file
from casework.web.case_page import of_case
from casework.web.finding import case_of
from casework.web.people import People
from casework.web.versions import ChangedMeanwhile, expect
from casework.web.worded import WordedPages
from shared.domain.errors import DomainError, NotFound
from shared.runtime.clock import Clock
from shared.runtime.http.principal import Principal
from shared.runtime.http.routes import as_page
from shared.web.forms import Form, submitted

_GOAL = re.compile(r"goal-(\d{1,2})-(text|state)", re.ASCII)
_ACTION = re.compile(r"goal-(\d{1,2})-(\d{1,2})-(text|owner|due|task_id)", re.ASCII)
_DAY = re.compile(r"evaluate-\d{1,2}", re.ASCII)


class PlanForm(PlanBody):
    """Numbered fields for goals, their actions and the days of evaluation; a row without a text or day is no row."""

    @model_validator(mode="before")
    @classmethod
    def _gathered(cls, values: Mapping[str, Any]) -> Mapping[str, Any]:
        goals: dict[int, dict[str, Any]] = {}
        actions: dict[tuple[int, int], dict[str, Any]] = {}
        for name, text in values.items():
            if match := _GOAL.fullmatch(name):
                goals.setdefault(int(match[1]), {})[match[2]] = text
            elif match := _ACTION.fullmatch(name):
                actions.setdefault((int(match[1]), int(match[2])), {})[match[3]] = text
        for (goal, _), action in sorted(actions.items()):
            if action.keys() & {"text", "due"}:
                goals.setdefault(goal, {}).setdefault("actions", []).append(action)
        filled = [goal for _, goal in sorted(goals.items()) if goal.keys() & {"text", "actions"}]
        return {"goals": filled, "evaluate_on": [text for name, text in values.items() if _DAY.fullmatch(name)]}


def plan_page_router(units: CaseworkUnits, pages: WordedPages, *, clock: Clock) -> APIRouter:
    """The plan of a case, for whoever acts on it."""
    router = APIRouter(include_in_schema=False)

    @router.get("/dossiers/{reference}/plan")
    @as_page
    async def plan_page(request: Request, principal: Changing, reference: str) -> Response:
        """The plan as a form, with a row more of everything."""
        return await form_page(request, principal, reference)

    @router.post("/dossiers/{reference}/plan")
    @as_page
    async def send_plan(request: Request, principal: Changing, reference: str) -> Response:
        """Write the plan down."""
        sent = await submitted(request, PlanForm)
        form, status = sent.form, 422
        try:
            async with units() as uow:
                case = await locked_for_file(principal, uow, reference, today=clock.today())
                before = await uow.plans.newest(case.case_id)
                expect(before.version if before else 0, form)
                if sent.body is not None:
                    await set_plan(
                        uow,
                        case,
                        goals_of(sent.body),
                        evaluate_on=sent.body.evaluate_on,
                        version=before.version + 1 if before else 1,
                        by=actor(principal),
                        subject=principal.subject,
                        clock=clock,
                    )
        except NotFound:
            raise
        except ChangedMeanwhile:
            form, status = form.wrong(form=pages.dutch.word("wrong", "plan_version")), 412
        except DomainError as error:
            form, status = pages.refused(form, error)
        if form.errors:
            return await form_page(request, principal, reference, form=form, status=status)
        return RedirectResponse(f"/dossiers/{case.reference}?gedaan=plan", 303)

    async def form_page(
        request: Request, principal: Principal, reference: str, *, form: Form | None = None, status: int = 200
    ) -> Response:
        async with units() as uow:
            reader = await Reader.of(principal, uow, clock.today())
            case = reader.require(Deed.FILE, await case_of(reader, uow, reference, today=clock.today()))
            shown = (await shown_to(reader, uow, [case]))[case.case_id]
            plan = await uow.plans.newest(case.case_id)
            people = await People.all(principal, uow, {action.owner for action in plan.actions} if plan else set())
        version = {"version": str(plan.version if plan else 0)}
        values = {**form.values, **version} if form else {**_values(plan), **version}
        return pages.page(
            request.scope,
            "plan",
            status=status,
            **of_case(case, shown),
            rows=_rows(values),
            people=people,
            form=Form(values, form.errors if form else {}),
        )

    return router


def _values(plan: Plan | None) -> dict[str, str]:
    """What stands in the fields of a plan."""
    if plan is None:
        return {}
    values = {f"evaluate-{index}": day.isoformat() for index, day in enumerate(plan.evaluate_on)}
    for number, goal in enumerate(plan.goals):
        values |= {f"goal-{number}-text": goal.text, f"goal-{number}-state": goal.state.value}
        for index, action in enumerate(goal.actions):
            at = f"goal-{number}-{index}"
            values |= {f"{at}-text": action.text, f"{at}-owner": action.owner, f"{at}-due": action.due.isoformat()}
            values |= {f"{at}-task_id": str(action.task_id)} if action.task_id else {}
    return values


def _rows(values: Mapping[str, str]) -> dict[str, Any]:
    """How many rows there are of actions for each goal, and of days: one more than are filled in."""
    actions: dict[int, int] = {}
    days = 0
    for name, text in values.items():
        if not text:
            continue
        if match := _ACTION.fullmatch(name):
            actions[int(match[1])] = max(actions.get(int(match[1]), 0), int(match[2]) + 1)
        elif match := _GOAL.fullmatch(name):
            actions.setdefault(int(match[1]), 0)
        elif _DAY.fullmatch(name):
            days += 1
    last = max(actions, default=-1)
    return {"actions": [actions.get(goal, 0) + 1 for goal in range(last + 2)], "days": days + 1}
