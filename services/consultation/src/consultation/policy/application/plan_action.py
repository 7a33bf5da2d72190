"""People plan an action under an objective."""

from uuid import UUID

from consultation.domain.themes import Themes, require_theme
from consultation.policy.application.require_known import require_organisations, require_owner, require_schools
from consultation.policy.domain.action import ActionDetails, PolicyAction
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.domain.errors import InvalidField
from shared.runtime.clock import Clock
from shared.runtime.ids import new_id
from shared.runtime.logging import get_logger


async def plan_action(
    uow: ConsultationUnitOfWork, objective_id: UUID, details: ActionDetails, *, themes: Themes, clock: Clock
) -> PolicyAction:
    """Keep an action.

    Raises InvalidField for an objective there is not or that is over, and for a theme that is not in use. Raises it
    for an owner, partner or school that the directory has not, too.
    """
    objective = await uow.objectives.find(objective_id)
    if objective is None or objective.is_over:
        raise InvalidField("objective_id", "is no objective that goes on")
    await require_well_named(uow, details, themes=themes)
    now = clock.now()
    action = PolicyAction(
        action_id=new_id(), objective_id=objective_id, details=details, created_at=now, changed_at=now
    ).planned()
    await uow.save(action)
    get_logger().info("action.planned", aggregate_id=action.action_id)
    return action


async def require_well_named(uow: ConsultationUnitOfWork, details: ActionDetails, *, themes: Themes) -> None:
    """Raises InvalidField for a theme that is not in use, and for who or what the directory has not."""
    require_theme(themes, details.theme)
    await require_owner(uow, details.owner)
    await require_organisations(uow, "partners", details.partners)
    await require_schools(uow, "target_group", details.target_group.schools)
