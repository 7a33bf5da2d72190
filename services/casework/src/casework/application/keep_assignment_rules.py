"""A coordinator says by which rules new cases are assigned."""

from dataclasses import replace

from casework.application.give_work import require_worker
from casework.application.keep_team import require_types
from casework.domain.assignment import AssignmentRule, AssignmentRules
from casework.unit_of_work import CaseworkUnitOfWork
from shared.domain.errors import InvalidField
from shared.runtime.clock import Clock


async def keep_assignment_rules(
    uow: CaseworkUnitOfWork, kept: AssignmentRules, *, by: str, subject: str, clock: Clock
) -> AssignmentRules:
    """Store the rules in the place of the version they have; the rules as they are stored.

    Raises what ``check_rules`` raises, and Conflict for a change at the same moment. A rule that holds already as it is
    stays, also when its person has left since.
    """
    await check_rules(uow, kept.rules, by=by, subject=subject, clock=clock)
    return replace(kept, version=await uow.assignment.save(kept))


async def check_rules(
    uow: CaseworkUnitOfWork, rules: tuple[AssignmentRule, ...], *, by: str, subject: str, clock: Clock
) -> None:
    """Raise InvalidField for what can't hold, with the place of the rule and its field.

    Of rules that hold already as they are only the names are looked at. ``subject`` is the ``sub`` of the caller's
    token.
    """
    teams = {team.name for team in await uow.teams.all()} if any(rule.team for rule in rules) else set[str]()
    holding = frozenset((await uow.assignment.rules()).rules)
    names: set[str] = set()
    for place, rule in enumerate(rules):
        if rule.name in names:
            raise InvalidField(f"rules.{place}.name", "is the name of another rule too")
        names.add(rule.name)
        if rule in holding:
            continue
        require_types(uow, rule.case_types, field=f"rules.{place}.case_types")
        if (rule.assignee is None) == (rule.team is None):
            raise InvalidField(f"rules.{place}.assignee", "expected either assignee or team")
        if rule.team is not None and rule.team not in teams:
            raise InvalidField(f"rules.{place}.team", f"is none of the teams: {', '.join(sorted(teams)) or 'none yet'}")
        if rule.assignee is not None:
            field = f"rules.{place}.assignee"
            await require_worker(uow, rule.assignee, field=field, by=by, subject=subject, today=clock.today())
