"""A mail server said that no mail reaches the address of a contact."""

from consultation.unit_of_work import ConsultationUnitOfWork
from shared.runtime.clock import Clock


async def note_refused_address(uow: ConsultationUnitOfWork, contact_id: str, *, clock: Clock) -> None:
    """The directory lacks an address of this contact, until it is given another."""
    await uow.refused_addresses.note(contact_id, clock.now())
