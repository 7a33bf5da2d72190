"""People agreed on something else about a consultation body."""

from uuid import UUID

from consultation.bodies.application.found_body import require_known_schools
from consultation.bodies.domain.body import ChangedBody, PolicyBody
from consultation.domain.versions import Expectation
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.runtime.clock import Clock
from shared.runtime.logging import get_logger


async def change_body(
    uow: ConsultationUnitOfWork, body_id: UUID, changes: ChangedBody, *, clock: Clock, expected: Expectation
) -> PolicyBody:
    """Change what is agreed on. Raises InvalidField as founding does, NotFound, and whatever `expected` raises."""
    body = await uow.bodies.get(body_id)
    expected(body.version)
    changed = body.changed(clock.now(), **changes)
    if changed != body:
        await require_known_schools(uow, changed.details)
        await uow.save(changed)
        get_logger().info("body.changed", aggregate_id=body_id)
    return changed
