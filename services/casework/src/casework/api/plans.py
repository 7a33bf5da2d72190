"""The plan of a case, for whoever acts on it: goals, who does what until when, and the days of evaluation."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict, Field

from casework.api.bodies import Body, FreeText, WorkerName
from casework.api.case_change import Changing, changing_part
from casework.api.readers import Reader, actor
from casework.api.rights import Deed
from casework.application.set_plan import set_plan
from casework.domain.case_file import Task
from casework.domain.plan import Goal, GoalState, Plan, PlannedAction
from casework.unit_of_work import CaseworkUnitOfWork, CaseworkUnits
from shared.contracts.moments import IsoDate
from shared.domain.errors import NotFound
from shared.runtime.clock import Clock
from shared.runtime.http.etags import IfMatch, if_match, set_etag
from shared.runtime.http.paging import Listing, Paged, listing
from shared.runtime.http.principal import Principal

_Expected = Annotated[IfMatch, if_match(required=True)]
_MOST = 20


class PlannedActionBody(Body):
    """What somebody does for a goal."""

    task_id: UUID | None = None
    """Its task, by the plan before; absent for an action that is new."""
    text: FreeText
    """What is to do."""
    owner: WorkerName
    """Who does it (see assign)."""
    due: IsoDate
    """Day by which it is done."""


class GoalBody(Body):
    """What is to be reached, and by which actions."""

    text: FreeText
    """What is to be reached."""
    state: GoalState = GoalState.OPEN
    """What became of it."""
    actions: Annotated[list[PlannedActionBody], Field(max_length=_MOST)] = Field(default_factory=list)
    """What is done for it. Each is a task of the case."""


class PlanBody(Body):
    """The whole plan."""

    goals: Annotated[list[GoalBody], Field(min_length=1, max_length=_MOST)]
    """The goals; an open task of the plan that no goal names any more is dropped."""
    evaluate_on: Annotated[list[IsoDate], Field(max_length=_MOST)] = Field(default_factory=list)
    """Days on which the plan is evaluated."""


class PlannedActionAnswer(BaseModel):
    """What somebody does for a goal."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    task_id: UUID | None
    """Its task."""
    text: str
    """What is to do."""
    owner: str
    """Who does it: a contact's id, or the `sub` of a token."""
    due: date
    """Day by which it is done."""
    done_at: datetime | None
    """When it was done; null until then."""
    dropped_at: datetime | None
    """When it was dropped before it was done; null otherwise."""


class GoalAnswer(BaseModel):
    """What is to be reached, and by which actions."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    text: str
    """What is to be reached."""
    state: GoalState
    """What became of it."""
    actions: list[PlannedActionAnswer]
    """What is done for it."""


class PlanAnswer(BaseModel):
    """A plan in one of its versions."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    version: int
    """Rises with each change: the `ETag` to change the plan by."""
    at: datetime
    """When it was written down."""
    by: str
    """Who wrote it down: a contact's id, or the `sub` of a token."""
    goals: list[GoalAnswer]
    """The goals."""
    evaluate_on: list[date]
    """Days on which the plan is evaluated."""


def plans_router(units: CaseworkUnits, *, clock: Clock) -> APIRouter:
    """GET and PUT of plans."""
    router = APIRouter(tags=["case files"])

    @router.put("/cases/{case_id}/plan")
    async def put_plan(
        principal: Changing, expected: _Expected, case_id: UUID, body: PlanBody, response: Response
    ) -> PlanAnswer:
        """Write the plan of an open case down. Its new actions become tasks; what the plan was before is kept."""
        async with changing_part(units, principal, case_id, deed=Deed.FILE) as (uow, case, _):
            before = await uow.plans.newest(case.case_id)
            expected(before.version if before else None)
            plan = await set_plan(
                uow,
                case,
                goals_of(body),
                evaluate_on=body.evaluate_on,
                version=before.version + 1 if before else 1,
                by=actor(principal),
                subject=principal.subject,
                clock=clock,
            )
            tasks = await uow.plans.tasks(case.case_id)
        set_etag(response, plan.version)
        return plan_answer(plan, tasks)

    @router.get("/cases/{case_id}/plan")
    async def get_plan(principal: Changing, case_id: UUID, response: Response) -> PlanAnswer:
        """The plan as it is; 404 for a case without a plan."""
        async with units() as uow:
            await _readable(uow, principal, case_id)
            plan = await uow.plans.newest(case_id)
            if plan is None:
                raise NotFound("plan", case_id)
            tasks = await uow.plans.tasks(case_id)
        set_etag(response, plan.version)
        return plan_answer(plan, tasks)

    @router.get("/cases/{case_id}/plan/revisions")
    async def list_plan_revisions(principal: Changing, case_id: UUID, page: Paged) -> Listing[PlanAnswer]:
        """The plan in each of its versions, the oldest first."""
        after = page.after(int)
        async with units() as uow:
            await _readable(uow, principal, case_id)
            plans, following = page.cut(
                await uow.plans.revisions(case_id, after[0] if after else 0, page.limit + 1),
                lambda plan: (plan.version,),
            )
            tasks = await uow.plans.tasks(case_id)
        return listing([plan_answer(plan, tasks) for plan in plans], following)

    return router


def goals_of(body: PlanBody) -> list[Goal]:
    """The goals that a request brings."""
    return [
        Goal(
            goal.text,
            goal.state,
            tuple(PlannedAction(action.text, action.owner, action.due, action.task_id) for action in goal.actions),
        )
        for goal in body.goals
    ]


def plan_answer(plan: Plan, tasks: Mapping[UUID, Task]) -> PlanAnswer:
    """A plan with what became of its tasks."""
    return PlanAnswer(
        version=plan.version,
        at=plan.at,
        by=plan.by,
        goals=[
            GoalAnswer(
                text=goal.text, state=goal.state, actions=[_action_answer(action, tasks) for action in goal.actions]
            )
            for goal in plan.goals
        ],
        evaluate_on=list(plan.evaluate_on),
    )


def _action_answer(action: PlannedAction, tasks: Mapping[UUID, Task]) -> PlannedActionAnswer:
    task = tasks.get(action.task_id) if action.task_id else None
    return PlannedActionAnswer(
        task_id=action.task_id,
        text=action.text,
        owner=action.owner,
        due=action.due,
        done_at=task.done_at if task else None,
        dropped_at=task.dropped_at if task else None,
    )


async def _readable(uow: CaseworkUnitOfWork, principal: Principal, case_id: UUID) -> None:
    """Raises NotFound; 403 for whoever sees the case and does not act on it."""
    reader = await Reader.of(principal, uow, uow.clock.today())
    reader.require(Deed.FILE, await uow.cases.get(case_id))
