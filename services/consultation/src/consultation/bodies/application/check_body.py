"""What a consultation body still lacks is looked up."""

from uuid import UUID

from consultation.bodies.domain.findings import Directory, Finding, findings_of
from consultation.bodies.domain.partners import parties
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.domain.errors import NotFound
from shared.runtime.clock import Clock


async def check_body(uow: ConsultationUnitOfWork, body_id: UUID, *, clock: Clock) -> tuple[list[Finding], Directory]:
    """All that is to be looked at today, with the organisations and contacts it names. Raises NotFound."""
    body = await uow.bodies.find(body_id)
    if body is None:
        raise NotFound("body", body_id)
    sessions = await uow.body_sessions.of(body_id)
    named = {contact_id for session in sessions for contact_id in session.invited.contacts}
    named |= {action.owner for session in sessions for action in session.actions}
    contacts = await uow.contacts.all_of(named | parties(body.members)[0])
    directory = Directory(await uow.organisations.all(), {contact.contact_id: contact for contact in contacts})
    return findings_of(body, sessions, directory, today=clock.today()), directory
