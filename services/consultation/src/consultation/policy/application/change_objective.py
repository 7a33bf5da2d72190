"""People want something else of an objective."""

from uuid import UUID

from consultation.domain.versions import Expectation
from consultation.policy.application.require_known import require_organisations
from consultation.policy.domain.objective import ChangedObjective, Objective
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.runtime.clock import Clock
from shared.runtime.logging import get_logger


async def change_objective(
    uow: ConsultationUnitOfWork, objective_id: UUID, changes: ChangedObjective, *, clock: Clock, expected: Expectation
) -> Objective:
    """Change what an objective is. Raises NotFound, InvalidField, IllegalTransition, and what `expected` raises."""
    objective = await uow.objectives.get(objective_id)
    expected(objective.version)
    changed = objective.changed(clock.now(), **changes)
    if changed != objective:
        await require_organisations(uow, "support", (row.organisation_id for row in changed.details.stances))
        await uow.objectives.save(changed)
        get_logger().info("objective.changed", aggregate_id=objective_id)
    return changed
