"""`POST /cases/reassign`: many cases at once go to somebody else."""

from typing import Annotated, Self

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field, StrictBool

from casework.api.bodies import Body, WorkerName
from casework.api.case_change import Leading
from casework.api.readers import actor
from casework.application.reassign_cases import plan_reassignment, reassign_cases
from casework.domain.reassignment import Plan, Reassignment, Share
from casework.unit_of_work import CaseworkUnits
from shared.contracts.fields import SchoolNumber, Slug
from shared.runtime.clock import Clock


class ReassignBody(Body):
    """Whose open cases go, and where to."""

    from_: Annotated[WorkerName | None, Field(alias="from")]
    """Who has the cases, by any name of the person; null for the cases that nobody has."""
    to: WorkerName | None = None
    """Who gets all of them; give either this or `team`."""
    team: Slug | None = None
    """The team that shares them, each case to the member with the least weight."""
    case_types: Annotated[list[Slug], Field(max_length=100)] = Field(default=[])
    """The types that go; empty for all."""
    schools: Annotated[list[SchoolNumber], Field(max_length=1000)] = Field(default=[])
    """The schools whose cases go; empty for all."""
    dry_run: StrictBool = False
    """Whether to answer what would go where, and change nothing."""

    def wanted(self) -> Reassignment:
        """What is asked for."""
        types, schools = frozenset(self.case_types), frozenset(self.schools)
        return Reassignment(self.from_, self.to, self.team, types, schools)


class ShareAnswer(BaseModel):
    """What one person gets."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    assignee: str
    """The person."""
    cases: int
    """How many cases."""
    weight_before: int
    """The weight of the open cases of the person before."""
    weight_after: int
    """That weight with these cases."""

    @classmethod
    def of(cls, share: Share) -> Self:
        return cls(
            assignee=share.assignee,
            cases=share.cases,
            weight_before=share.weight_before,
            weight_after=share.weight_after,
        )


class ReassignedAnswer(BaseModel):
    """What went where, or would."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    dry_run: bool
    """Whether nothing was changed."""
    planned: int
    """How many cases the plan is about."""
    moved: int
    """How many cases went; a case that ended or that somebody else got meanwhile did not."""
    items: list[ShareAnswer]
    """What each person gets."""

    @classmethod
    def of(cls, plan: Plan, *, moved: int, dry_run: bool) -> Self:
        items = [ShareAnswer.of(share) for share in plan.shares]
        return cls(dry_run=dry_run, planned=len(plan.moves), moved=moved, items=items)


def reassigning_router(units: CaseworkUnits, *, clock: Clock) -> APIRouter:
    """POST of reassignments."""
    router = APIRouter(tags=["people"])

    @router.post("/cases/reassign")
    async def reassign(principal: Leading, body: ReassignBody) -> ReassignedAnswer:
        """Give all open cases of somebody, or of nobody, to another person or a team; try it first with `dry_run`.

        The cases go some at a time. Whoever asks again after a failure has the rest go.
        """
        wanted, by, subject = body.wanted(), actor(principal), principal.subject
        if body.dry_run:
            async with units() as uow:
                planned = await plan_reassignment(uow, wanted, by=by, subject=subject, clock=clock)
            return ReassignedAnswer.of(planned, moved=0, dry_run=True)
        planned, moved = await reassign_cases(units, wanted, by=by, subject=subject, clock=clock)
        return ReassignedAnswer.of(planned, moved=moved, dry_run=False)

    return router
