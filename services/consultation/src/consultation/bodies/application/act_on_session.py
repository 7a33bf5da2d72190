"""Something is done to a session of a consultation body, or noted of it."""

from collections.abc import Callable
from uuid import UUID

from consultation.bodies.application.plan_session import require_in_directory
from consultation.bodies.domain.body_session import BodySession
from consultation.domain.versions import Expectation
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.runtime.logging import get_logger

Act = Callable[[BodySession], BodySession]
"""What is done: a step of the session. Raises what the step raises."""


async def act_on_session(
    uow: ConsultationUnitOfWork, body_id: UUID, session_id: UUID, *, act: Act, expected: Expectation
) -> BodySession:
    """Do it. Raises NotFound, InvalidField for invited strangers, and whatever `act` and `expected` raise."""
    session = await uow.body_sessions.get(body_id, session_id)
    expected(session.version)
    changed = act(session)
    if changed != session:
        if changed.invited != session.invited:
            await require_in_directory(uow, changed.invited)
        await uow.body_sessions.save(changed)
        get_logger().info("body.session_changed", aggregate_id=body_id, outcome=changed.status.value)
    return changed
