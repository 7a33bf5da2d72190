"""`/directory`: the whole directory as a table, in and out, and what it lacks."""

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from consultation.api.rights import Actor, Coordinator
from consultation.directory.adapters.importing import ImportedTable, imported
from consultation.directory.adapters.written import written_contacts, written_organisations
from consultation.directory.api.directory_answers import DirectoryImportAnswer, GapAnswer
from consultation.directory.application.import_contacts import import_contacts
from consultation.directory.application.import_organisations import import_organisations
from consultation.directory.domain.gaps import Gap, gaps_of
from consultation.directory.domain.import_outcome import ImportOutcome
from consultation.directory.domain.mistakes import Mistake
from consultation.directory.domain.table import What
from consultation.unit_of_work import ConsultationUnitOfWork, Units
from shared.runtime.clock import Clock
from shared.runtime.http import ANYTHING, Listing, Paged, Problem, listing, takes
from shared.runtime.http.csv_answer import CSV
from shared.runtime.http.invalid_fields import FieldError
from shared.runtime.http.routes import answers

LARGEST_TABLE = 10 * 1024 * 1024
_BODY = {"requestBody": {"required": True, "content": {"*/*": {"schema": {"type": "string", "format": "binary"}}}}}


def directory_router(units: Units, *, clock: Clock, soon_days: int) -> APIRouter:
    """The endpoints of the directory as a whole. `soon_days` is how far ahead contacts that end are looked for."""
    router = APIRouter(tags=["directory"])

    @router.get("/directory/gaps")
    async def get_gaps(
        page: Paged,
        _: Actor,
        within_days: Annotated[
            int | None, Query(ge=0, le=3660, description="How many days ahead contacts that end are reported")
        ] = None,
    ) -> Listing[GapAnswer]:
        """What the directory lacks today. Schools and CLBs that are not `local` lack nothing.

        A deputy is there for the contact it stands in for.
        """
        soon = timedelta(days=soon_days if within_days is None else within_days)
        async with units() as uow:
            gaps, names = await found_gaps(uow, clock=clock, soon=soon)
        after = page.after(str, str, str, str)
        rest = [gap for gap in gaps if after is None or gap.place > after]
        on_page, following = page.cut(rest, lambda gap: gap.place)
        return listing([GapAnswer.of(gap, names.get(gap.organisation_id)) for gap in on_page], following)

    @router.get("/directory/export", response_class=Response, responses={200: {"content": {CSV: {}}}})
    @answers(CSV)
    async def get_export(_: Actor, of: Annotated[What, Query(description="What is written")] = "contacts") -> Response:
        """All contacts, or all organisations, as CSV: what `POST /directory/imports` reads again.

        Exceptions, limits and busy times of contacts are not in it. An apostrophe stands in front of a cell that a
        spreadsheet would take for a formula.
        """
        async with units() as uow:
            text = (
                written_contacts(await uow.contacts.all())
                if of == "contacts"
                else written_organisations(await uow.organisations.all())
            )
        disposition = f'attachment; filename="{of}.csv"'
        return Response(text, media_type=CSV, headers={"Content-Disposition": disposition})

    @router.post("/directory/imports", openapi_extra=_BODY)
    @takes(ANYTHING, max_bytes=LARGEST_TABLE)
    async def post_import(
        request: Request,
        _: Coordinator,
        dry_run: Annotated[bool, Query(description="Answer what would change; change nothing")] = False,
    ) -> DirectoryImportAnswer:
        """Take over contacts, or organisations, from a CSV file with a header: all of it or nothing.

        A column that is not there changes nothing, an empty cell takes a value away, and what is not in the file stays.
        Its columns are those of the export; `contact_id`, or `organisation_id`, says what the file holds.
        """
        table = imported(await request.body())
        async with units() as uow:
            outcome = await import_table(uow, table, dry_run=dry_run)
        if outcome.mistakes and not dry_run:
            raise Problem("invalid-request", errors=[_error(mistake) for mistake in outcome.mistakes])
        return DirectoryImportAnswer.of_outcome(outcome, table.of, dry_run=dry_run)

    return router


async def found_gaps(
    uow: ConsultationUnitOfWork, *, clock: Clock, soon: timedelta
) -> tuple[list[Gap], dict[str | None, str]]:
    """The gaps there are today, and the names of all organisations by id."""
    organisations = await uow.organisations.all()
    refused = await uow.refused_addresses.contacts()
    gaps = gaps_of(organisations, await uow.contacts.all(), today=clock.today(), soon=soon, refused=refused)
    return gaps, {organisation.organisation_id: organisation.name for organisation in organisations}


async def import_table(uow: ConsultationUnitOfWork, table: ImportedTable, *, dry_run: bool) -> ImportOutcome:
    """Take over what the table holds, or say what would change."""
    if table.of == "organisations":
        outcome = await import_organisations(uow, table.organisations(), dry_run=dry_run)
    else:
        contact_ids = {contact.contact_id for contact in await uow.contacts.all()}
        outcome = await import_contacts(uow, table.contacts(contact_ids), dry_run=dry_run)
    outcome.mistakes.sort(key=lambda mistake: mistake.line or 0)
    return outcome


def _error(mistake: Mistake) -> FieldError:
    where = f"line {mistake.line}" if mistake.line else "file"
    return FieldError(field=f"{where}.{mistake.column}" if mistake.column else where, reason=mistake.reason)
