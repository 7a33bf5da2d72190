"""The directory changes: a contact is added, or has other details or another availability."""

from typing import Any

from consultation.application.planning import Planning
from consultation.application.ports import Unit
from consultation.application.review_meetings import contacts_standing_on, review_meetings
from consultation.application.versions import Expectation
from consultation.domain.availability import Availability
from consultation.domain.contact import Contact
from consultation.domain.events import ContactChanged
from consultation.domain.meeting import Meeting
from shared.domain.errors import Conflict, InvalidField


async def add_contact(uow: Unit, contact: Contact) -> Contact:
    """Add a contact. Raises Conflict when there is one with this id, InvalidField for an unknown `deputy_of`."""
    await uow.contacts.lock_directory()
    ids = {known.contact_id for known in await uow.contacts.all()}
    if contact.contact_id in ids:
        raise Conflict("there is a contact with this id already")
    _require_known_deputy(contact, ids)
    await _save(uow, contact)
    return contact


async def change_contact(
    uow: Unit, contact_id: str, fields: dict[str, Any], planning: Planning, *, expected: Expectation
) -> Contact:
    """Give a contact other details; planned meetings that no longer fit say so.

    Raises NotFound, InvalidField, and whatever `expected` raises.
    """
    meetings = await _meetings_on(uow, contact_id)
    before = await uow.contacts.get(contact_id)
    expected(before.version)
    after = before.changed(**fields)
    if after != before:
        if "deputy_of" in fields:
            _require_known_deputy(after, {known.contact_id for known in await uow.contacts.all()})
        await _save(uow, after)
        await review_meetings(uow, meetings, planning)
    return after


async def set_availability(
    uow: Unit, contact_id: str, availability: Availability, planning: Planning, *, expected: Expectation
) -> Contact:
    """Say when a contact can meet; planned meetings at another time stay and say so.

    Raises NotFound and whatever `expected` raises.
    """
    meetings = await _meetings_on(uow, contact_id)
    before = await uow.contacts.get(contact_id)
    expected(before.version)
    after = before.available(availability)
    if after != before:
        await uow.contacts.save(after)
        await review_meetings(uow, meetings, planning)
    return after


async def _meetings_on(uow: Unit, contact_id: str) -> list[Meeting]:
    """The planned meetings that depend on this contact. Locked before the contact is, as whoever moves one does."""
    return await uow.meetings.awaited_by(await contacts_standing_on(uow, contact_id))


def _require_known_deputy(contact: Contact, ids: set[str]) -> None:
    if contact.details.deputy_of is not None and contact.details.deputy_of not in ids:
        raise InvalidField("deputy_of", "is no contact of the directory")


async def _save(uow: Unit, contact: Contact) -> None:
    await uow.contacts.save(contact)
    uow.add(ContactChanged(contact))
