"""The directory is loaded from a file."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from consultation.application.ports import Unit
from consultation.domain.contact import Contact, ContactDetails
from consultation.domain.events import ContactChanged
from consultation.domain.weekly_hours import WeeklyHours


@dataclass(frozen=True, slots=True)
class FileRow:
    """One contact as the file gives it; `digest` is that of the row."""

    contact_id: str
    details: ContactDetails
    weekly: tuple[WeeklyHours, ...]
    digest: bytes


async def load_directory(uow: Unit, rows: Sequence[FileRow]) -> int:
    """Add and change contacts as the file says; how many changed.

    A row that is as it was when it was last loaded changes nothing: what was changed by hand since stays. Exceptions
    and the limit of meetings a day are not in the file and stay too, and so do contacts the file no longer has.
    """
    await uow.contacts.lock_directory()
    loaded = await uow.contacts.file_rows()
    known = {contact.contact_id: contact for contact in await uow.contacts.all()}
    changed = 0
    for row in sorted(rows, key=lambda row: row.contact_id):
        if loaded.get(row.contact_id) != row.digest:
            changed += await _load(uow, known.get(row.contact_id), row)
    return changed


async def _load(uow: Unit, before: Contact | None, row: FileRow) -> bool:
    contact = before or Contact(row.contact_id, row.details)
    contact = replace(contact, details=row.details)
    contact = replace(contact, availability=replace(contact.availability, weekly=row.weekly))
    if before is not None and contact != before:
        contact = replace(contact, version=before.version + 1)
    if contact != before:
        await uow.contacts.save(contact)
    await uow.contacts.note_file_row(row.contact_id, row.digest)
    if before is None or contact.details != before.details:
        uow.add(ContactChanged(contact))
    return contact != before
