"""Show the caseloads of people and teams."""

from dataclasses import dataclass

from casework.application.give_work import KNOWN_FOR, WORKERS
from casework.domain.assignment import Staff
from casework.domain.caseload import Caseload, LoadPart, per_assignee
from casework.domain.team import CasePlace, Team
from casework.unit_of_work import CaseworkUnitOfWork
from shared.runtime.clock import Clock


@dataclass(frozen=True, slots=True)
class TeamLoad:
    """What open cases the members of a team have together, and those of nobody that are for the team."""

    team: Team
    members: Caseload
    unassigned: Caseload


@dataclass(frozen=True, slots=True)
class ShownCaseloads:
    """The caseload of each assignee, the teams of each of them, and the load of each team."""

    people: list[Caseload]
    teams_of: dict[str, list[str]]
    teams: list[TeamLoad]


async def show_caseloads(
    uow: CaseworkUnitOfWork, *, case_type: str | None, team: Team | None, clock: Clock
) -> ShownCaseloads:
    """The caseloads (of one type). Of one team only its members and what nobody has and is for the team."""
    today = clock.today()
    staff = await uow.staffing.on(today, roles=WORKERS, seen_since=today - KNOWN_FOR)
    parts = await uow.caseloads.parts(case_type)
    if team is not None:
        parts = [part for part in parts if _is_of(part, team, staff)]
    people = per_assignee(parts)
    teams = [team] if team else list(staff.teams.values())
    return ShownCaseloads(
        people=people,
        teams_of={load.assignee: _teams_of(load.assignee, staff) for load in people if load.assignee is not None},
        teams=[_team_load(item, parts, staff) for item in teams],
    )


def _teams_of(name: str, staff: Staff) -> list[str]:
    return [team.name for team in staff.teams.values() if _is_member(name, team, staff)]


def _team_load(team: Team, parts: list[LoadPart], staff: Staff) -> TeamLoad:
    of_team = [part for part in parts if _is_of(part, team, staff)]
    members = Caseload.of(team.name, (part for part in of_team if part.assignee is not None))
    return TeamLoad(team, members, Caseload.of(None, (part for part in of_team if part.assignee is None)))


def _is_of(part: LoadPart, team: Team, staff: Staff) -> bool:
    if part.assignee is None:
        return team.has(CasePlace(part.case_type, part.school))
    return _is_member(part.assignee, team, staff)


def _is_member(name: str, team: Team, staff: Staff) -> bool:
    return staff.names.person(name) in {staff.names.person(member) for member in team.members}
