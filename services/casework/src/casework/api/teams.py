"""`/teams`: who shares cases, and which cases."""

from typing import Annotated, Self

from fastapi import APIRouter, Path, Response
from pydantic import BaseModel, ConfigDict, Field

from casework.api.bodies import Body, WorkerName
from casework.api.case_change import Acting, Leading
from casework.api.readers import actor
from casework.application.keep_team import keep_team, remove_team
from casework.domain.team import Team
from casework.unit_of_work import CaseworkUnits
from shared.contracts.fields import SchoolNumber, Slug
from shared.domain.errors import NotFound
from shared.runtime.clock import Clock
from shared.runtime.http.etags import IfMatch, if_match, set_etag
from shared.runtime.http.paging import Listing, listing

TeamName = Annotated[Slug, Path(description="The name of the team")]


class TeamBody(Body):
    """Who is in the team, and which cases are the team's."""

    members: Annotated[list[WorkerName], Field(max_length=200)]
    """Contacts of role caseworker, coordinator or youth coach, or the `sub` of tokens that were used here."""
    schools: Annotated[list[SchoolNumber], Field(max_length=1000)] = Field(default=[])
    """The schools of the team's cases; empty for every school."""
    case_types: Annotated[list[Slug], Field(max_length=100)] = Field(default=[])
    """The types of the team's cases; empty for every type."""


class TeamAnswer(BaseModel):
    """A team."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    team: str
    """Its name."""
    members: list[str]
    """Contact ids, or the `sub` of tokens."""
    schools: list[str]
    """The schools of its cases; empty for every school."""
    case_types: list[str]
    """The types of its cases; empty for every type."""
    version: int

    @classmethod
    def of(cls, team: Team) -> Self:
        return cls(
            team=team.name,
            members=list(team.members),
            schools=sorted(team.schools),
            case_types=sorted(team.case_types),
            version=team.version,
        )


def teams_router(units: CaseworkUnits, *, clock: Clock) -> APIRouter:
    """GET, PUT and DELETE of teams."""
    router = APIRouter(tags=["people"])

    @router.get("/teams")
    async def list_teams(principal: Acting) -> Listing[TeamAnswer]:
        """Every team, by name."""
        async with units() as uow:
            teams = await uow.teams.all()
        return listing([TeamAnswer.of(team) for team in teams], None)

    @router.get("/teams/{team}")
    async def get_team(principal: Acting, team: TeamName, response: Response) -> TeamAnswer:
        """One team."""
        async with units() as uow:
            kept = await uow.teams.find(team)
        if kept is None:
            raise NotFound("team", team)
        set_etag(response, kept.version)
        return TeamAnswer.of(kept)

    @router.put("/teams/{team}")
    async def put_team(
        principal: Leading,
        expected: Annotated[IfMatch, if_match(required=True)],
        team: TeamName,
        body: TeamBody,
        response: Response,
    ) -> TeamAnswer:
        """Make or change a team. A team without members gets no cases."""
        async with units() as uow:
            before = await uow.teams.find(team)
            expected(before.version if before else None)
            wanted = Team(
                name=team,
                members=tuple(body.members),
                schools=frozenset(body.schools),
                case_types=frozenset(body.case_types),
                version=before.version if before else 0,
            )
            kept = await keep_team(uow, wanted, by=actor(principal), subject=principal.subject, clock=clock)
        set_etag(response, kept.version)
        return TeamAnswer.of(kept)

    @router.delete("/teams/{team}", status_code=204)
    async def delete_team(
        principal: Leading, expected: Annotated[IfMatch, if_match(required=False)], team: TeamName
    ) -> Response:
        """Remove a team to which no rule gives cases. Cases stay with whoever has them."""
        async with units() as uow:
            kept = await uow.teams.find(team)
            if kept is None:
                raise NotFound("team", team)
            expected(kept.version)
            await remove_team(uow, kept)
        return Response(status_code=204)

    return router
