"""Who may see and change what."""

from datetime import date
from typing import Annotated

from consultation.domain.audience import Audience
from consultation.domain.organisation import Organisation
from consultation.domain.seat import NOBODY, Seat, represents
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.domain.roles import Role
from shared.runtime.http import Principal, allow

_PARTICIPANTS = (Role.COUNSELLOR, Role.CLB, Role.YOUTH_COACH)
_EVERYTHING = (Role.CASEWORKER, Role.COORDINATOR)

Reader = Annotated[Principal, allow(*_PARTICIPANTS, *_EVERYTHING)]
"""Who reads contacts and meetings: participants read those of their own schools."""

ContactWriter = Annotated[Principal, allow(*_PARTICIPANTS, Role.COORDINATOR)]
"""Who changes contacts and availability: participants change their own."""

Coordinator = Annotated[Principal, allow(Role.COORDINATOR)]
"""Who adds contacts."""

Actor = Annotated[Principal, allow(*_EVERYTHING)]
"""Who arranges, moves, cancels and completes meetings, and writes minutes."""


Member = Annotated[Principal, allow(*_PARTICIPANTS, *_EVERYTHING, Role.SCHOOL, Role.PARTNER)]
"""Who reads what is of the education policy: the bodies, offers and activities that are theirs to see."""


def runs_cases(principal: Principal) -> bool:
    """Whether the caller arranges, moves, cancels and completes meetings."""
    return principal.is_any(*_EVERYTHING)


async def audience_of(principal: Principal, uow: ConsultationUnitOfWork, today: date) -> Audience:
    """What this caller may see: everything, or what is of the schools of their contact or theirs."""
    if principal.is_any(*_EVERYTHING):
        return Audience(None, principal.contact)
    if principal.contact is None:
        return Audience(frozenset())
    contact = await uow.contacts.find(principal.contact)
    if contact is None or not contact.valid_on(today):
        return Audience(frozenset(), principal.contact)
    return Audience(frozenset(contact.details.schools) or None, principal.contact)


async def own_seat(principal: Principal, uow: ConsultationUnitOfWork, today: date) -> Seat:
    """The seat of the caller. Who is no valid contact sits for the organisation of the token alone."""
    contact = await uow.contacts.find(principal.contact) if principal.contact else None
    if contact is not None and not contact.valid_on(today):
        contact = None

    def is_own(organisation: Organisation) -> bool:
        if Role.PARTNER in principal.roles and organisation.organisation_id == principal.organisation:
            return True
        if Role.SCHOOL in principal.roles and organisation.school == principal.school:
            return True
        return contact is not None and represents(contact, organisation)

    own = tuple(row.organisation_id for row in await uow.organisations.all() if is_own(row))
    return Seat(contact.contact_id if contact else NOBODY, own, today)
