"""Organisations are taken over from a table that somebody brings."""

from collections.abc import Collection
from dataclasses import fields, replace

from consultation.directory.application.change_organisation import save_organisation
from consultation.directory.application.load_directory import taken_over
from consultation.directory.domain.import_outcome import ImportOutcome
from consultation.directory.domain.mistakes import Mistake
from consultation.directory.domain.organisation_row import OrganisationRow
from consultation.directory.domain.school_numbers import require_own_number
from consultation.directory.domain.table import Table
from consultation.domain.organisation import Organisation, OrganisationDetails
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.domain.errors import InvalidField


async def import_organisations(
    uow: ConsultationUnitOfWork, table: Table[OrganisationRow], *, dry_run: bool
) -> ImportOutcome:
    """Add and change organisations as the table says, all of them or, with a mistake, none.

    A column that is not there changes nothing, an empty cell takes a value away, and what is not in the table stays.
    With `dry_run` nothing changes at all. Two schools may swap their institution numbers.
    """
    await uow.contacts.lock_directory()
    before = {organisation.organisation_id: organisation for organisation in await uow.organisations.all()}
    now, outcome = dict(before), ImportOutcome(mistakes=list(table.mistakes))
    for line, row in table.rows.items():
        there = before.get(row.organisation_id)
        try:
            now[row.organisation_id] = _taken_over(row, there, columns=table.columns)
        except InvalidField as error:
            outcome.mistakes.append(Mistake(error.reason, line, error.field))
            continue
        outcome.note(row.organisation_id, there.details if there else None, now[row.organisation_id].details)
    for line, row in table.rows.items():
        if row.organisation_id in now:
            _note_shared_number(now[row.organisation_id], now.values(), line=line, outcome=outcome)
    if not dry_run and not outcome.mistakes:
        for organisation_id, organisation in now.items():
            if organisation != before.get(organisation_id):
                await save_organisation(uow, before.get(organisation_id), organisation)
    return outcome


def _taken_over(row: OrganisationRow, before: Organisation | None, *, columns: Collection[str]) -> Organisation:
    if before is not None:
        row = replace(row, details=_merged(before.details, row.details, columns))
    return taken_over(row, before)


def _merged(before: OrganisationDetails, details: OrganisationDetails, columns: Collection[str]) -> OrganisationDetails:
    names = [item.name for item in fields(details) if item.name in columns]
    return replace(before, **{name: getattr(details, name) for name in names})


def _note_shared_number(
    organisation: Organisation, organisations: Collection[Organisation], *, line: int, outcome: ImportOutcome
) -> None:
    try:
        require_own_number(organisation, organisations)
    except InvalidField as error:
        outcome.mistakes.append(Mistake(error.reason, line, error.field))
