"""People agreed on something else about an action."""

from uuid import UUID

from consultation.domain.themes import Themes
from consultation.domain.versions import Expectation
from consultation.policy.application.plan_action import require_well_named
from consultation.policy.domain.action import ChangedAction, PolicyAction
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.runtime.clock import Clock
from shared.runtime.logging import get_logger


async def change_action(
    uow: ConsultationUnitOfWork,
    action_id: UUID,
    changes: ChangedAction,
    *,
    themes: Themes,
    clock: Clock,
    expected: Expectation,
) -> PolicyAction:
    """Change what is agreed on. Raises NotFound, InvalidField as planning does, and whatever `expected` raises."""
    action = await uow.policy_actions.get(action_id)
    expected(action.version)
    changed = action.changed(clock.now(), **changes)
    if changed != action:
        await require_well_named(uow, changed.details, themes={**themes, action.details.theme: ""})
        await uow.save(changed)
        get_logger().info("action.changed", aggregate_id=action_id)
    return changed
