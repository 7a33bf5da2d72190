"""An action begins, ends, is not done, or gets other indicators and values."""

from collections.abc import Callable
from uuid import UUID

from consultation.domain.versions import Expectation
from consultation.policy.domain.action import PolicyAction
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.runtime.logging import get_logger

Act = Callable[[PolicyAction], PolicyAction]


async def act_on_action(
    uow: ConsultationUnitOfWork, action_id: UUID, *, act: Act, expected: Expectation
) -> PolicyAction:
    """Do something to an action. Raises NotFound, and whatever `act` and `expected` raise."""
    action = await uow.policy_actions.get(action_id)
    expected(action.version)
    changed = act(action)
    if changed != action:
        await uow.save(changed)
        get_logger().info("action.changed", aggregate_id=action_id, outcome=changed.status.value)
    return changed
