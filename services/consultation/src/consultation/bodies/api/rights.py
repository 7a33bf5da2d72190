"""Who may see which consultation body."""

from datetime import date
from uuid import UUID

from consultation.api.rights import runs_cases
from consultation.bodies.domain.body import PolicyBody
from consultation.bodies.domain.body_query import Seat, represents
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.domain.errors import NotFound
from shared.runtime.http import Principal

NOBODY = ""
"""The contact id that no contact has."""


async def seat_of(principal: Principal, uow: ConsultationUnitOfWork, today: date) -> Seat | None:
    """Where the caller sits; None for who reads every body. Who is no valid contact sits nowhere."""
    if runs_cases(principal):
        return None
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
