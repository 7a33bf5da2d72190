"""The directory is loaded from a file."""

from collections.abc import Sequence

from consultation.directory.domain.file_row import FileRow
from consultation.domain.availability import Availability
from consultation.domain.contact import Contact
from consultation.unit_of_work import ConsultationUnitOfWork


async def load_directory(uow: ConsultationUnitOfWork, rows: Sequence[FileRow]) -> int:
    """Add and change contacts as the file says; how many changed.

    A row that is as it was when it was last loaded changes nothing: what was changed by hand since stays. Exceptions
    and the limit of meetings a day are not in the file and stay too, and so do contacts the file no longer has.
    """
    await uow.contacts.lock_directory()
    digests = await uow.contacts.file_rows()
    contacts = {contact.contact_id: contact for contact in await uow.contacts.all()}
    changed = 0
    for row in sorted(rows, key=lambda row: row.contact_id):
        if digests.get(row.contact_id) != row.digest:
            changed += await _load(uow, contacts.get(row.contact_id), row)
    return changed


async def _load(uow: ConsultationUnitOfWork, before: Contact | None, row: FileRow) -> bool:
    if before is None:
        contact = Contact(row.contact_id, row.details, Availability(weekly=row.weekly)).added()
    else:
        contact = before.loaded(row.details, row.weekly)
    if contact != before:
        await uow.save(contact)
    await uow.contacts.note_file_row(row.contact_id, row.digest)
    return contact != before
