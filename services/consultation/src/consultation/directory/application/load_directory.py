"""The directory is loaded from files."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from consultation.directory.application.change_organisation import save_organisation
from consultation.directory.domain.employers import name_of
from consultation.directory.domain.file_row import FileRow
from consultation.directory.domain.organisation_row import OrganisationRow
from consultation.directory.domain.school_numbers import require_own_number
from consultation.domain.availability import Availability
from consultation.domain.contact import Contact
from consultation.domain.organisation import Organisation
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.domain.errors import InvalidField


async def load_directory(
    uow: ConsultationUnitOfWork, rows: Sequence[FileRow], organisations: Sequence[OrganisationRow] = ()
) -> int:
    """Add and change organisations and contacts as the files say; how many changed.

    A row that is as it was when it was last loaded changes nothing: what was changed by hand since stays. Exceptions
    and the limit of meetings a day are not in the file and stay too. So does whoever the file no longer has.
    Raises InvalidField, naming the row in its reason, for what does not fit the directory that is there.
    """
    await uow.contacts.lock_directory()
    changed = await _load_organisations(uow, organisations)
    digests = await uow.contacts.file_rows()
    contacts = {contact.contact_id: contact for contact in await uow.contacts.all()}
    there = {organisation.organisation_id: organisation for organisation in await uow.organisations.all()}
    for row in sorted(rows, key=lambda row: row.contact_id):
        if digests.get(row.contact_id) != row.digest:
            changed += await _load(uow, contacts.get(row.contact_id), _named(row, there))
    return changed


async def _load_organisations(uow: ConsultationUnitOfWork, rows: Sequence[OrganisationRow]) -> int:
    digests = await uow.organisations.file_rows()
    there = {organisation.organisation_id: organisation for organisation in await uow.organisations.all()}
    changed = 0
    for row in sorted(rows, key=lambda row: row.organisation_id):
        if digests.get(row.organisation_id) != row.digest:
            before = there.get(row.organisation_id)
            try:
                loaded = taken_over(row, before)
                there[row.organisation_id] = loaded
                require_own_number(loaded, there.values())
            except InvalidField as error:
                raise _of_row(error, row.organisation_id) from None
            if loaded != before:
                await save_organisation(uow, before, loaded)
                changed += 1
            await uow.organisations.note_file_row(row.organisation_id, row.digest)
    return changed


def taken_over(row: OrganisationRow, before: Organisation | None) -> Organisation:
    """The organisation of a row; the organisation that was there if nothing differs. Raises InvalidField."""
    return Organisation(row.organisation_id, row.details).added() if before is None else before.loaded(row.details)


def _named(row: FileRow, organisations: Mapping[str, Organisation]) -> FileRow:
    if row.details.organisation_id is None:
        return row
    try:
        name = name_of(organisations.get(row.details.organisation_id), said=row.details.organisation)
    except InvalidField as error:
        raise _of_row(error, row.contact_id) from None
    return replace(row, details=replace(row.details, organisation=name))


def _of_row(error: InvalidField, row_id: str) -> InvalidField:
    return InvalidField(error.field, f"of {row_id} {error.reason}")


async def _load(uow: ConsultationUnitOfWork, before: Contact | None, row: FileRow) -> bool:
    if before is None:
        contact = Contact(row.contact_id, row.details, Availability(weekly=row.weekly)).added()
    else:
        contact = before.loaded(row.details, row.weekly)
    if contact != before:
        await uow.save(contact)
    await uow.contacts.note_file_row(row.contact_id, row.digest)
    return contact != before
