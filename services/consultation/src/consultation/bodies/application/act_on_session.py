"""Something is done to a session of a consultation body, or noted of it."""

from collections.abc import Callable
from uuid import UUID

from consultation.bodies.application.call_members import call_members
from consultation.bodies.application.plan_session import require_in_directory
from consultation.bodies.domain.body_session import BodySession
from consultation.bodies.domain.states import SessionStatus
from consultation.domain.versions import Expectation
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.runtime.logging import get_logger

Act = Callable[[BodySession], BodySession]
"""What is done: a step of the session. Raises what the step raises."""


async def act_on_session(
    uow: ConsultationUnitOfWork, body_id: UUID, session_id: UUID, *, act: Act, expected: Expectation
) -> BodySession:
    """Do it, and tell who is invited where that changes anything for them.

    Where nothing changes, who came into the directory since is called all the same. Raises NotFound, InvalidField for
    invited strangers, and whatever `act` and `expected` raise.
    """
    session = await uow.body_sessions.get(body_id, session_id)
    expected(session.version)
    changed = act(session)
    changed = await (_called_anew(uow, session) if changed == session else _told(uow, changed, before=session))
    if changed != session:
        changed = await uow.save(changed)
        get_logger().info("body.session_changed", aggregate_id=body_id, outcome=changed.status.value)
    return changed


async def _told(uow: ConsultationUnitOfWork, changed: BodySession, *, before: BodySession) -> BodySession:
    is_called_off = before.status is not changed.status and changed.status is SessionStatus.CANCELLED
    is_planned_anew = (before.appointment, before.invited) != (changed.appointment, changed.invited)
    body = await uow.bodies.find(changed.body_id) if is_called_off or is_planned_anew else None
    if body is None:
        return changed
    if is_planned_anew:
        await require_in_directory(uow, changed.invited)
        changed = await call_members(uow, changed, body)
    return changed.told_since(before, body.details.name)


async def _called_anew(uow: ConsultationUnitOfWork, session: BodySession) -> BodySession:
    body = await uow.bodies.find(session.body_id) if session.status is SessionStatus.PLANNED else None
    if body is None:
        return session
    called = await call_members(uow, session, body)
    return session if called == session else called.told_since(session, body.details.name)
