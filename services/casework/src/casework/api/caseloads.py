"""`GET /caseloads`: how much work each person and each team has."""

from datetime import datetime
from typing import Annotated, Self

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict

from casework.api.case_change import Changing
from casework.api.queries import case_type_query
from casework.api.readers import names_of
from casework.api.rights import ACTORS
from casework.application.show_caseloads import TeamLoad, show_caseloads
from casework.domain.case_type import CaseTypes
from casework.domain.caseload import Caseload
from casework.domain.states import Status
from casework.unit_of_work import CaseworkUnits
from shared.contracts.fields import Slug
from shared.domain.errors import NotFound
from shared.runtime.clock import Clock

_DESCRIBED = ConfigDict(use_attribute_docstrings=True)


class CaseloadAnswer(BaseModel):
    """Open cases of an assignee (null: of nobody)."""

    model_config = _DESCRIBED

    assignee: str | None
    total: int
    """How many open cases."""
    weight: int
    """What these weigh together, by the weights of their types."""
    by_status: dict[Status, int]
    heavy: bool
    """Whether somebody has them and their weight is the number in the settings, or more."""
    waiting: int
    """How many of them nobody has begun."""
    waiting_since: datetime | None
    """When the first of these was opened; null without any."""
    teams: list[str]
    """The teams that the assignee is in."""

    @classmethod
    def of(cls, load: Caseload, *, heavy_from: int, teams: list[str]) -> Self:
        return cls(
            assignee=load.assignee,
            total=load.total,
            weight=load.weight,
            by_status=dict(load.by_status),
            heavy=load.assignee is not None and load.weight >= heavy_from,
            waiting=load.waiting,
            waiting_since=load.waiting_since,
            teams=teams,
        )


class TeamLoadAnswer(BaseModel):
    """Open cases of the members of a team together."""

    model_config = _DESCRIBED

    team: str
    """The team."""
    total: int
    """How many open cases the members have."""
    weight: int
    """What these weigh together."""
    by_status: dict[Status, int]
    waiting: int
    """How many of the team's cases nobody has begun, those that nobody has included."""
    waiting_since: datetime | None
    """When the first of these was opened; null without any."""
    unassigned: int
    """How many open cases of the team's schools and types nobody has."""

    @classmethod
    def of(cls, load: TeamLoad) -> Self:
        since = [item.waiting_since for item in (load.members, load.unassigned) if item.waiting_since]
        return cls(
            team=load.team.name,
            total=load.members.total,
            weight=load.members.weight,
            by_status=dict(load.members.by_status),
            waiting=load.members.waiting + load.unassigned.waiting,
            waiting_since=min(since, default=None),
            unassigned=load.unassigned.total,
        )


class CaseloadsAnswer(BaseModel):
    """The caseloads of all assignees, and of all teams; to a youth coach the own caseload, and no teams."""

    model_config = _DESCRIBED

    items: list[CaseloadAnswer]
    next: str | None = None
    teams: list[TeamLoadAnswer]
    """The teams, by name."""


def caseloads_router(units: CaseworkUnits, *, clock: Clock, heavy_from: int, case_types: CaseTypes) -> APIRouter:
    """GET of caseloads. ``heavy_from`` is the weight from which a caseload is heavy."""
    router = APIRouter(tags=["cases", "work"])
    of_type = case_type_query(case_types)
    of_team = Query(description="Only this team: its members, and the cases of nobody that are for it")

    @router.get("/caseloads")
    async def get_caseloads(
        principal: Changing,
        case_type: Annotated[str | None, of_type] = None,
        team: Annotated[Slug | None, of_team] = None,
    ) -> CaseloadsAnswer:
        """How much work everybody has, and since when cases wait that nobody has begun. A youth coach sees the own."""
        sees_all, own = principal.is_any(*ACTORS), names_of(principal)
        async with units() as uow:
            of = await uow.teams.find(team) if team else None
            if team and of is None:
                raise NotFound("team", team)
            shown = await show_caseloads(uow, case_type=case_type, team=of, clock=clock)
        people = [
            CaseloadAnswer.of(load, heavy_from=heavy_from, teams=shown.teams_of.get(load.assignee or "", []))
            for load in shown.people
            if sees_all or load.assignee in own
        ]
        return CaseloadsAnswer(items=people, teams=[TeamLoadAnswer.of(load) for load in shown.teams if sees_all])

    return router
