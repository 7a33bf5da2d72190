"""Who hears of a session: the contacts who are invited by name, and those who come for an organisation."""

from collections.abc import Iterable, Sequence

from consultation.bodies.domain.body import PolicyBody
from consultation.bodies.domain.body_session import BodySession, Called
from consultation.domain.contact import Contact
from consultation.domain.local_time import local_day
from consultation.domain.organisation import Organisation
from consultation.domain.seat import represents


def called_to(
    session: BodySession, body: PolicyBody, *, contacts: Sequence[Contact], organisations: Iterable[Organisation]
) -> list[Called]:
    """The contacts who are there on the day of the session, and are invited to it.

    For an organisation that is who represents it in the body, and everybody who works for it where nobody does.
    """
    day = local_day(session.starts_at)
    called = {contact.contact_id: contact for contact in contacts if contact.contact_id in session.invited.contacts}
    for organisation in organisations:
        if organisation.organisation_id in session.invited.organisations:
            called |= {
                contact.contact_id: contact for contact in _sent_by(organisation, session, body, contacts=contacts)
            }
    return [Called(contact.contact_id, contact.role) for contact in called.values() if contact.valid_on(day)]


def calls_nobody(
    session: BodySession, body: PolicyBody, *, contacts: Sequence[Contact], organisations: Iterable[Organisation]
) -> list[Organisation]:
    """The organisations that are invited, and for which no contact of the directory is called."""
    called = {row.contact_id for row in session.called}
    return [
        organisation
        for organisation in organisations
        if organisation.organisation_id in session.invited.organisations
        and called.isdisjoint(
            contact.contact_id for contact in _sent_by(organisation, session, body, contacts=contacts)
        )
    ]


def _sent_by(
    organisation: Organisation, session: BodySession, body: PolicyBody, *, contacts: Iterable[Contact]
) -> list[Contact]:
    named = {
        contact_id
        for member in body.members_on(local_day(session.starts_at))
        if member.organisation_id == organisation.organisation_id
        for contact_id in member.represented_by
    }
    if named:
        return [contact for contact in contacts if contact.contact_id in named]
    return [contact for contact in contacts if represents(contact, organisation)]
