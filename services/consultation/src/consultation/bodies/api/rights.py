"""Who may see which consultation body."""

from datetime import date
from uuid import UUID

from consultation.api.rights import own_seat, runs_cases
from consultation.bodies.domain.body import PolicyBody
from consultation.bodies.domain.body_query import sits_in
from consultation.bodies.domain.body_session import BodySession
from consultation.domain.seat import Seat
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.domain.errors import NotFound
from shared.domain.roles import Role
from shared.runtime.http import Principal, Problem


async def seat_of(principal: Principal, uow: ConsultationUnitOfWork, today: date) -> Seat | None:
    """Where the caller sits; None for who reads every body. Who is no valid contact sits nowhere."""
    return None if runs_cases(principal) else await own_seat(principal, uow, today)


async def adds_items_as(principal: Principal, uow: ConsultationUnitOfWork, body_id: UUID, *, today: date) -> str:
    """The author of what the caller puts on the agenda: a contact, an organisation, or the `sub` of the token.

    Raises NotFound where the caller may not see the body, Problem (403) for who reads it and is no member today.
    """
    body = await visible_body(principal, uow, body_id, today=today)
    seat = await own_seat(principal, uow, today)
    if not principal.is_any(Role.COORDINATOR) and not sits_in(seat, body):
        raise Problem("forbidden", "Members and the coordinator put something on the agenda.")
    own = (member.organisation_id for member in body.members_on(today) if member.organisation_id in seat.organisations)
    return principal.contact or next((name for name in own if name), principal.subject)


async def answers_as(
    principal: Principal, uow: ConsultationUnitOfWork, session: BodySession, *, today: date
) -> str | None:
    """The contact or organisation that the caller answers for, of those invited to a session; None for nobody."""
    seat = await own_seat(principal, uow, today)
    if any(called.contact_id == seat.contact_id for called in session.called):
        return seat.contact_id
    return next((name for name in seat.organisations if name in session.invited.organisations), None)


async def visible_body(principal: Principal, uow: ConsultationUnitOfWork, body_id: UUID, *, today: date) -> PolicyBody:
    """The body. Raises NotFound if there is no such body, or the caller neither runs cases nor is a member today."""
    body = await uow.bodies.find(body_id)
    seat = await seat_of(principal, uow, today)
    if body is None or (seat is not None and not sits_in(seat, body)):
        raise NotFound("body", body_id)
    return body
