"""An objective ends, is dropped or is taken up again."""

from collections.abc import Callable
from uuid import UUID

from consultation.domain.versions import Expectation
from consultation.policy.domain.objective import Objective
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.runtime.logging import get_logger

Act = Callable[[Objective], Objective]


async def act_on_objective(
    uow: ConsultationUnitOfWork, objective_id: UUID, *, act: Act, expected: Expectation
) -> Objective:
    """Do something to an objective. Raises NotFound, and whatever `act` and `expected` raise."""
    objective = await uow.objectives.get(objective_id)
    expected(objective.version)
    changed = act(objective)
    if changed != objective:
        await uow.objectives.save(changed)
        get_logger().info("objective.changed", aggregate_id=objective_id, outcome=changed.status.value)
    return changed
