"""The guests of a case: a function for each thing that is done with them. They never leave the service."""

from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from casework.domain.case import Case
from casework.domain.guest import Guest
from casework.domain.merging import require_not_merged
from casework.unit_of_work import CaseworkUnitOfWork, CaseworkUnits
from shared.domain.guest_roles import GuestRole
from shared.runtime.clock import Clock
from shared.runtime.ids import new_id
from shared.runtime.logging import get_logger


@dataclass(frozen=True, slots=True)
class GuestDetails:
    """What is said of a guest."""

    role: GuestRole
    name: str
    phone: str | None


async def add_guest(uow: CaseworkUnitOfWork, case: Case, details: GuestDetails, *, by: str, clock: Clock) -> Guest:
    """Add a guest to a locked case. Raises Conflict for a case that was merged."""
    require_not_merged(case)
    guest = Guest(new_id(), details.role, details.name, details.phone, clock.now(), by)
    await uow.guests.add(case.case_id, guest)
    return guest


async def change_guest(
    uow: CaseworkUnitOfWork, case_id: UUID, guest: Guest, *, details: GuestDetails, by: str, clock: Clock
) -> Guest:
    """Keep what is said of a guest of a locked case now."""
    changed = replace(
        guest,
        role=details.role,
        name=details.name,
        phone=details.phone,
        at=clock.now(),
        by=by,
        version=guest.version + 1,
    )
    await uow.guests.save(case_id, changed)
    return changed


async def purge_guests(units: CaseworkUnits, *, clock: Clock, kept_for: timedelta) -> None:
    """Remove the guests of cases that ended longer ago than this."""
    async with units() as uow:
        purged = await uow.guests.purge(clock.now() - kept_for)
    if purged:
        get_logger().info("case.guests_purged", purged=purged)
