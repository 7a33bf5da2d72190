"""Who may see and change what."""

from datetime import date
from typing import Annotated

from consultation.application.ports import Unit
from consultation.application.queries import Audience
from consultation.domain.contact import Contact
from consultation.domain.meeting import Meeting
from shared.domain.errors import NotFound
from shared.domain.roles import Role
from shared.runtime.http import Principal, Problem, allow

_PARTICIPANTS = (Role.COUNSELLOR, Role.CLB, Role.YOUTH_COACH)
_EVERYTHING = (Role.CASEWORKER, Role.COORDINATOR)

Reader = Annotated[Principal, allow(*_PARTICIPANTS, *_EVERYTHING)]
"""Who reads contacts and meetings: participants those of their own schools."""

ContactWriter = Annotated[Principal, allow(*_PARTICIPANTS, Role.COORDINATOR)]
"""Who changes contacts and availability: participants their own."""

Coordinator = Annotated[Principal, allow(Role.COORDINATOR)]
"""Who adds contacts."""

Actor = Annotated[Principal, allow(*_EVERYTHING)]
"""Who arranges, moves, cancels and completes meetings, and writes minutes."""

_OWN_DETAILS = frozenset({"name", "organisation", "email", "language"})


async def audience_of(principal: Principal, uow: Unit, today: date) -> Audience:
    """What this caller may see: everything, or what is of the schools of their contact or theirs."""
    if principal.is_any(*_EVERYTHING):
        return Audience(None, principal.contact)
    if principal.contact is None:
        return Audience(frozenset())
    contact = await uow.contacts.find(principal.contact)
    if contact is None or not contact.valid_on(today):
        return Audience(frozenset(), principal.contact)
    return Audience(frozenset(contact.details.schools) or None, principal.contact)


async def visible_contact(principal: Principal, uow: Unit, contact_id: str, today: date) -> Contact:
    """The contact; 404 for one who is not there or not the caller's to know of."""
    contact = await uow.contacts.find(contact_id)
    if contact is None or not (await audience_of(principal, uow, today)).sees_contact(contact):
        raise NotFound("contact", contact_id)
    return contact


async def writable_contact(principal: Principal, uow: Unit, contact_id: str, today: date) -> None:
    """403 for a contact who may be seen but not changed: participants change their own only. 404 as above."""
    await visible_contact(principal, uow, contact_id, today)
    if not principal.is_any(Role.COORDINATOR) and contact_id != principal.contact:
        raise Problem("forbidden", "The contact is someone else's.")


def require_own_details(principal: Principal, fields: frozenset[str]) -> None:
    """403 where a participant would change what gives rights: role, schools, validity, whose deputy."""
    if not principal.is_any(Role.COORDINATOR) and not fields <= _OWN_DETAILS:
        raise Problem("forbidden", f"Of your own contact you change {', '.join(sorted(_OWN_DETAILS))} only.")


def visible_meeting(meeting: Meeting | None, audience: Audience) -> Meeting:
    """The meeting; 404 for one that is not there or not the caller's to know of."""
    if meeting is None or not audience.sees_meeting(meeting):
        raise NotFound("meeting", meeting.meeting_id if meeting else None)
    return meeting
