"""Which contacts a caller may see and change."""

from datetime import date

from consultation.api.rights import audience_of
from consultation.domain.contact import Contact
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.domain.errors import NotFound
from shared.domain.roles import Role
from shared.runtime.http import Principal, Problem

_OWN_DETAILS = frozenset({"name", "organisation", "email", "phone", "language"})


async def visible_contact(
    principal: Principal, uow: ConsultationUnitOfWork, contact_id: str, *, today: date
) -> Contact:
    """The contact; 404 if there is no such contact or it is not the caller's to know of."""
    contact = await uow.contacts.find(contact_id)
    if contact is None or not (await audience_of(principal, uow, today)).sees_contact(contact):
        raise NotFound("contact", contact_id)
    return contact


async def writable_contact(principal: Principal, uow: ConsultationUnitOfWork, contact_id: str, *, today: date) -> None:
    """403 for what the caller may see but not change: participants change their own contact until it ends. Else 404."""
    contact = await visible_contact(principal, uow, contact_id, today=today)
    if principal.is_any(Role.COORDINATOR):
        return
    if contact_id != principal.contact:
        raise Problem("forbidden", "The contact is someone else's.")
    if contact.ended_before(today):
        raise Problem("forbidden", "The contact has ended; a coordinator can change it.")


def require_own_details(principal: Principal, fields: frozenset[str]) -> None:
    """403 where a participant would change what gives rights: role, schools, validity, whose deputy."""
    if not principal.is_any(Role.COORDINATOR) and not fields <= _OWN_DETAILS:
        raise Problem("forbidden", f"Of your own contact you change {', '.join(sorted(_OWN_DETAILS))} only.")
