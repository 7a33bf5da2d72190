"""Who may see which objective and action, and who may judge an action."""

from datetime import date
from uuid import UUID

from consultation.api.rights import own_seat, runs_cases
from consultation.domain.seat import Seat
from consultation.policy.domain.action import PolicyAction
from consultation.policy.domain.evaluation import NotedBy
from consultation.policy.domain.objective import Objective
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.domain.errors import InvalidField, NotFound
from shared.domain.roles import Role
from shared.runtime.http import Principal, Problem


async def seat_of(principal: Principal, uow: ConsultationUnitOfWork, today: date) -> Seat | None:
    """The seat of the caller; None for who reads all of the policy. Who is no valid contact sits nowhere."""
    return None if runs_cases(principal) else await own_seat(principal, uow, today)


async def visible_objective(
    principal: Principal, uow: ConsultationUnitOfWork, objective_id: UUID, *, today: date
) -> Objective:
    """The objective. Raises NotFound if there is none, or the caller neither runs cases nor has a part in it."""
    objective = await uow.objectives.find(objective_id, await seat_of(principal, uow, today))
    if objective is None:
        raise NotFound("objective", objective_id)
    return objective


async def visible_action(
    principal: Principal, uow: ConsultationUnitOfWork, action_id: UUID, *, today: date
) -> PolicyAction:
    """The action. Raises NotFound if there is none, or the caller neither runs cases nor has a part in it."""
    action = await uow.policy_actions.find(action_id, await seat_of(principal, uow, today))
    if action is None:
        raise NotFound("action", action_id)
    return action


async def own_judges(principal: Principal, uow: ConsultationUnitOfWork, action_id: UUID, *, today: date) -> set[str]:
    """The organisations of the caller that may judge the action: its partners, and who has a stance on its objective.

    Empty for who has no such organisation. Raises NotFound as `visible_action` does.
    """
    action = await visible_action(principal, uow, action_id, today=today)
    objective = await uow.objectives.find(action.objective_id)
    concerned = set(action.details.partners)
    if objective is not None:
        concerned |= {stance.organisation_id for stance in objective.details.stances}
    return concerned.intersection((await own_seat(principal, uow, today)).organisations)


async def noted_by(
    principal: Principal, uow: ConsultationUnitOfWork, action_id: UUID, *, partners: set[str], today: date
) -> NotedBy:
    """As what the caller notes how these partners judge an action.

    Raises NotFound as `visible_action` does, and Problem (403) for who has no part in it. Raises InvalidField for who
    speaks for an organisation that is not the own one.
    """
    if principal.is_any(Role.COORDINATOR):
        return NotedBy.COORDINATOR
    own = await own_judges(principal, uow, action_id, today=today)
    if not own:
        raise Problem("forbidden", "The coordinator evaluates an action, and organisations that have a part in it.")
    if not partners <= own:
        raise InvalidField("partners", "names another organisation than the own one")
    return NotedBy.PARTNER
