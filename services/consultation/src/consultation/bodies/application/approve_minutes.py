"""A session of a consultation body approves the minutes of one before."""

from uuid import UUID

from consultation.bodies.domain.body_session import BodySession
from consultation.domain.versions import Expectation
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.domain.errors import InvalidField
from shared.runtime.logging import get_logger


async def approve_minutes(
    uow: ConsultationUnitOfWork, body_id: UUID, session_id: UUID, *, later_id: UUID, expected: Expectation
) -> BodySession:
    """Note that the session `later_id` approved these minutes.

    Raises NotFound, IllegalTransition, InvalidField for a session of another body, and what `expected` raises.
    Raises Conflict for a session that is not later or was not held.
    """
    session = await uow.body_sessions.get(body_id, session_id)
    expected(session.version)
    later = await uow.body_sessions.find(body_id, later_id)
    if later is None:
        raise InvalidField("session_id", "is no session of this body")
    approved = session.approved(later)
    if approved != session:
        await uow.body_sessions.save(approved)
        get_logger().info("body.minutes_approved", aggregate_id=body_id)
    return approved
