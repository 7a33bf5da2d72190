"""A contact has the own meetings in a calendar program: by an address that is made, and can be revoked."""

from consultation.meetings.domain.calendar_address import CalendarAddress
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.runtime.clock import Clock


async def share_calendar(uow: ConsultationUnitOfWork, contact_id: str, *, clock: Clock) -> CalendarAddress:
    """Make the contact's address; the address that there was stops working."""
    address = (await uow.calendar_addresses.of(contact_id, lock=True)).made_anew(clock.now())
    await uow.calendar_addresses.save(address)
    return address


async def stop_sharing(uow: ConsultationUnitOfWork, contact_id: str) -> None:
    """Revoke the contact's address; nothing changes without one."""
    address = await uow.calendar_addresses.of(contact_id, lock=True)
    if address.made_at is not None:
        await uow.calendar_addresses.save(address.revoked())
