"""Who may see which consultation body."""

from datetime import date
from uuid import UUID

from consultation.api.rights import runs_cases
from consultation.bodies.domain.body import PolicyBody
from consultation.bodies.domain.body_query import Seat, represents
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.domain.errors import NotFound
from shared.domain.roles import Role
from shared.runtime.http import Principal, Problem

NOBODY = ""
"""The contact id that no contact has."""


async def seat_of(principal: Principal, uow: ConsultationUnitOfWork, today: date) -> Seat | None:
    """Where the caller sits; None for who reads every body. Who is no valid contact sits nowhere."""
    return None if runs_cases(principal) else await _own_seat(principal, uow, today)


async def may_add_items(principal: Principal, uow: ConsultationUnitOfWork, body_id: UUID, *, today: date) -> None:
    """Raises NotFound where the caller may not see the body, Problem (403) for who reads it and is no member today."""
    body = await visible_body(principal, uow, body_id, today=today)
    if not principal.is_any(Role.COORDINATOR) and not (await _own_seat(principal, uow, today)).is_in(body):
        raise Problem("forbidden", "Members and the coordinator put something on the agenda.")


async def _own_seat(principal: Principal, uow: ConsultationUnitOfWork, today: date) -> Seat:
    contact = await uow.contacts.find(principal.contact) if principal.contact else None
    if contact is None or not contact.valid_on(today):
        return Seat(NOBODY, (), today)
    organisations = await uow.organisations.all()
    own = tuple(organisation.organisation_id for organisation in organisations if represents(contact, organisation))
    return Seat(contact.contact_id, own, today)


async def visible_body(principal: Principal, uow: ConsultationUnitOfWork, body_id: UUID, *, today: date) -> PolicyBody:
    """The body. Raises NotFound if there is no such body, or the caller neither runs cases nor is a member today."""
    body = await uow.bodies.find(body_id)
    seat = await seat_of(principal, uow, today)
    if body is None or (seat is not None and not seat.is_in(body)):
        raise NotFound("body", body_id)
    return body
