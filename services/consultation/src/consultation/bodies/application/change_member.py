"""A membership of a consultation body ends, or has another mandate."""

from uuid import UUID

from consultation.bodies.application.call_members import call_members
from consultation.bodies.application.join_body import require_contacts
from consultation.bodies.domain.body import PolicyBody
from consultation.bodies.domain.member import ChangedMember
from consultation.bodies.domain.states import SessionStatus
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
    """Change a membership; who comes for an organisation from now on is called to the sessions that are planned.

    Raises NotFound, InvalidField, Conflict, and whatever `expected` raises.
    """
    body = await uow.bodies.get(body_id)
    expected(body.version)
    changed = body.with_member(member_id, changes, clock.now())
    if changed != body:
        await require_contacts(uow, changes.get("represented_by", ()))
        await uow.save(changed)
        if "represented_by" in changes:
            await _call_again(uow, changed, clock=clock)
        get_logger().info("body.member_changed", aggregate_id=body_id)
    return changed


async def _call_again(uow: ConsultationUnitOfWork, body: PolicyBody, *, clock: Clock) -> None:
    for session in await uow.body_sessions.of(body.body_id):
        if session.status is SessionStatus.PLANNED and session.starts_at > clock.now():
            called = await call_members(uow, session, body)
            if called != session:
                await uow.save(called.told_since(session, body.details.name))
