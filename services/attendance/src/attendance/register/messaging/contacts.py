"""Contacts of the directory, from which follows whose schools are whose."""

from attendance.unit_of_work import AttendanceUnitOfWork
from shared.contracts.consultation_directory import ContactChanged
from shared.messaging.parsing import Received


async def on_contact_changed(uow: AttendanceUnitOfWork, event: Received[ContactChanged]) -> None:
    """Keep the copy of the directory."""
    await uow.directory.apply(event.data, event.envelope.version)
