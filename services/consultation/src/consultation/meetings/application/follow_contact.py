"""A contact changes: the meetings that rest on it follow."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

from consultation.domain.contact import Contact
from consultation.domain.meeting_kind import MeetingRules
from consultation.meetings.application.review_meetings import review_meetings
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.runtime.clock import Clock


@asynccontextmanager
async def follow_contact(
    uow: ConsultationUnitOfWork, contact_id: str, *, rules: MeetingRules, clock: Clock
) -> AsyncIterator[None]:
    """Lock the planned meetings that rest on a contact; once it has changed, let meetings that no longer fit say so.

    The meetings are locked before the contact is, as whoever moves a meeting does.
    """
    contact_ids = _standing_on(contact_id, await uow.contacts.all())
    meetings = await uow.meetings.awaited_by(contact_ids)
    yield
    await review_meetings(uow, meetings, rules=rules, clock=clock)


def _standing_on(contact_id: str, contacts: Iterable[Contact]) -> frozenset[str]:
    """The contact, and everyone who takes part in meetings as its deputy, or as a deputy's deputy."""
    deputies = {contact.contact_id: contact.deputy_of for contact in contacts}
    standing = {contact_id}
    while more := {deputy for deputy, principal in deputies.items() if principal in standing} - standing:
        standing |= more
    return frozenset(standing)
