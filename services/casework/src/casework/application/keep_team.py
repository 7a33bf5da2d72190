"""A coordinator says which teams there are, who is in a team, and which cases the team has."""

from dataclasses import replace

from casework.application.give_work import require_worker
from casework.domain.team import Team
from casework.unit_of_work import CaseworkUnitOfWork
from shared.domain.errors import Conflict, InvalidField
from shared.runtime.clock import Clock


async def keep_team(uow: CaseworkUnitOfWork, team: Team, *, by: str, subject: str, clock: Clock) -> Team:
    """Store the team in the place of the version it has; the team as it is stored.

    Raises InvalidField for a member who can't be given work and for an unknown type, Conflict for a change at the same
    moment. ``subject`` is the ``sub`` of the caller's token.
    """
    for place, member in enumerate(team.members):
        await require_worker(uow, member, field=f"members.{place}", by=by, subject=subject, today=clock.today())
    if len(set(team.members)) < len(team.members):
        raise InvalidField("members", "names somebody twice")
    require_types(uow, team.case_types, field="case_types")
    return replace(team, version=await uow.teams.save(team))


async def remove_team(uow: CaseworkUnitOfWork, team: Team) -> None:
    """Remove a team. Raises Conflict while a rule gives cases to it, and for a change at the same moment."""
    rules = [rule.name for rule in (await uow.assignment.rules()).rules if rule.team == team.name]
    if rules:
        raise Conflict("a rule of assignment gives cases to this team", rules=rules)
    await uow.teams.remove(team)


def require_types(uow: CaseworkUnitOfWork, names: frozenset[str], *, field: str) -> None:
    """Raise InvalidField for a name that is no type of case."""
    if not names.issubset(uow.case_types.names):
        raise InvalidField(field, f"has what is none of the types of case: {', '.join(uow.case_types.names)}")
