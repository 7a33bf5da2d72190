"""A consultation body agrees on something that somebody does."""

from uuid import UUID

from consultation.bodies.domain.body_session import BodySession
from consultation.bodies.domain.noted import BodyAction
from consultation.domain.versions import Expectation
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.domain.errors import InvalidField
from shared.runtime.logging import get_logger


async def agree_action(
    uow: ConsultationUnitOfWork, body_id: UUID, session_id: UUID, *, action: BodyAction, expected: Expectation
) -> BodySession:
    """Note an action. Raises NotFound, IllegalTransition, InvalidField for a stranger, and what `expected` raises."""
    session = await uow.body_sessions.get(body_id, session_id)
    expected(session.version)
    if await uow.contacts.find(action.owner) is None:
        raise InvalidField("owner", "is nobody in the directory")
    agreed = session.agreed(action)
    await uow.body_sessions.save(agreed)
    get_logger().info("body.action_agreed", aggregate_id=body_id)
    return agreed
