"""People want an objective of the education policy."""

from consultation.policy.application.require_known import require_organisations
from consultation.policy.domain.objective import Objective, ObjectiveDetails
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.runtime.clock import Clock
from shared.runtime.ids import new_id
from shared.runtime.logging import get_logger


async def set_objective(uow: ConsultationUnitOfWork, details: ObjectiveDetails, *, clock: Clock) -> Objective:
    """Keep an objective, which is proposed. Raises InvalidField for what is no organisation of the directory."""
    await require_organisations(uow, "support", (stance.organisation_id for stance in details.stances))
    now = clock.now()
    objective = Objective(objective_id=new_id(), details=details, created_at=now, changed_at=now)
    await uow.objectives.save(objective)
    get_logger().info("objective.set", aggregate_id=objective.objective_id)
    return objective
