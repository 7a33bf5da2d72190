"""Who hears of a session: the contacts who are invited by name, and those who come for an organisation."""

from collections.abc import Iterable

from consultation.bodies.domain.body import PolicyBody
from consultation.bodies.domain.body_session import BodySession, Called
from consultation.domain.contact import Contact
from consultation.domain.local_time import local_day
from consultation.domain.organisation import Organisation
from consultation.domain.seat import represents


def called_to(
    session: BodySession, body: PolicyBody, *, contacts: Iterable[Contact], organisations: Iterable[Organisation]
) -> list[Called]:
    """The contacts who are there on the day of the session, and are invited to it.

    For an organisation that is who represents it in the body, and everybody who works for it where nobody does.
    """
    day = local_day(session.starts_at)
    named = {member.organisation_id: member.represented_by for member in body.members_on(day) if member.represented_by}
    invited = [row for row in organisations if row.organisation_id in session.invited.organisations]

    def is_called(contact: Contact) -> bool:
        return contact.contact_id in session.invited.contacts or any(
            contact.contact_id in named[organisation.organisation_id]
            if organisation.organisation_id in named
            else represents(contact, organisation)
            for organisation in invited
        )

    return [
        Called(contact.contact_id, contact.role) for contact in contacts if contact.valid_on(day) and is_called(contact)
    ]
