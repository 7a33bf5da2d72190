"""A consultation body decided something."""

from uuid import UUID

from consultation.bodies.domain.body_session import BodySession
from consultation.bodies.domain.noted import BodyDecision
from consultation.domain.versions import Expectation
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.domain.errors import NotFound
from shared.runtime.logging import get_logger


async def take_decision(
    uow: ConsultationUnitOfWork, body_id: UUID, session_id: UUID, *, decision: BodyDecision, expected: Expectation
) -> BodySession:
    """Note a decision of a session that was held.

    Raises NotFound, IllegalTransition, Conflict without the quorum, and whatever `expected` raises.
    """
    body = await uow.bodies.find(body_id)
    if body is None:
        raise NotFound("body", body_id)
    session = await uow.body_sessions.get(body_id, session_id)
    expected(session.version)
    decided = session.decided(decision, body.details.quorum)
    await uow.save(decided)
    get_logger().info("body.decision_taken", aggregate_id=body_id)
    return decided
