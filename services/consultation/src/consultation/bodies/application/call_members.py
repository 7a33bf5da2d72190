"""Those who are invited to a session of a consultation body are called."""

from consultation.bodies.domain.body import PolicyBody
from consultation.bodies.domain.body_session import BodySession
from consultation.bodies.domain.convening import called_to
from consultation.unit_of_work import ConsultationUnitOfWork


async def call_members(uow: ConsultationUnitOfWork, session: BodySession, body: PolicyBody) -> BodySession:
    """The session with the contacts of the directory who are invited to it, for themselves or for an organisation."""
    contacts, organisations = await uow.contacts.all(), await uow.organisations.all()
    return session.calling(called_to(session, body, contacts=contacts, organisations=organisations))
