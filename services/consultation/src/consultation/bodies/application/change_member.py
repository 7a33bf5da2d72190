"""A membership of a consultation body ends, or has another mandate."""

from uuid import UUID

from consultation.bodies.domain.body import PolicyBody
from consultation.bodies.domain.member import ChangedMember
from consultation.domain.versions import Expectation
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.runtime.clock import Clock
from shared.runtime.logging import get_logger


async def change_member(
    uow: ConsultationUnitOfWork,
    body_id: UUID,
    changes: ChangedMember,
    *,
    member_id: UUID,
    clock: Clock,
    expected: Expectation,
) -> PolicyBody:
    """Change a membership. Raises NotFound, InvalidField, Conflict, and whatever `expected` raises."""
    body = await uow.bodies.get(body_id)
    expected(body.version)
    changed = body.with_member(member_id, changes, clock.now())
    if changed != body:
        await uow.save(changed)
        get_logger().info("body.member_changed", aggregate_id=body_id)
    return changed
