"""Contacts are taken over from a table that somebody brings."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, replace

from consultation.directory.domain.employers import name_of
from consultation.directory.domain.file_row import FileRow
from consultation.directory.domain.import_outcome import ImportOutcome
from consultation.directory.domain.mistakes import Mistake
from consultation.directory.domain.table import Table
from consultation.domain.availability import Availability
from consultation.domain.contact import Contact, ContactDetails
from consultation.domain.organisation import Organisation
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.domain.errors import InvalidField


async def import_contacts(uow: ConsultationUnitOfWork, table: Table[FileRow], *, dry_run: bool) -> ImportOutcome:
    """Add and change contacts as the table says, all of them or, with a mistake, none.

    A column that is not there changes nothing, an empty cell takes a value away, and whoever is not in the table
    stays. With `dry_run` nothing changes at all. Planned meetings are looked at again soon afterwards.
    """
    await uow.contacts.lock_directory()
    contacts = {contact.contact_id: contact for contact in await uow.contacts.all()}
    organisations = {organisation.organisation_id: organisation for organisation in await uow.organisations.all()}
    outcome = ImportOutcome(mistakes=list(table.mistakes))
    imported: list[Contact] = []
    for line, row in table.rows.items():
        before = contacts.get(row.contact_id)
        try:
            contact = _taken_over(row, before, columns=table.columns, organisations=organisations)
        except InvalidField as error:
            outcome.mistakes.append(Mistake(error.reason, line, error.field))
            continue
        weekly = {"weekly": before is not None and before.availability.weekly != contact.availability.weekly}
        outcome.note(row.contact_id, before.details if before else None, contact.details, beside=weekly)
        if contact != before:
            imported.append(contact)
    if not dry_run and not outcome.mistakes:
        for contact in imported:
            await uow.save(contact)
    return outcome


def _taken_over(
    row: FileRow, before: Contact | None, *, columns: Collection[str], organisations: Mapping[str, Organisation]
) -> Contact:
    details = row.details if before is None else _merged(before.details, row.details, columns)
    if details.organisation_id is not None:
        said = row.details.organisation if "organisation" in columns else None
        name = name_of(organisations.get(details.organisation_id), said=said)
        details = replace(details, organisation=name)
    if before is None:
        return Contact(row.contact_id, details, Availability(weekly=row.weekly)).added()
    return before.loaded(details, row.weekly if "weekly" in columns else before.availability.weekly)


def _merged(before: ContactDetails, details: ContactDetails, columns: Collection[str]) -> ContactDetails:
    return replace(before, **{name: value for name, value in asdict(details).items() if name in columns})
