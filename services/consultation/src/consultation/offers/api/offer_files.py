"""`/offers/imports` and `/offers/export`: the inventory as a file, in and out."""

import asyncio
import tempfile
from typing import Annotated, BinaryIO, cast

from fastapi import APIRouter, Query, Request, Response

from consultation.api.rights import Member
from consultation.offers.adapters.offer_file import OfferFile
from consultation.offers.adapters.offer_table import written_offers
from consultation.offers.adapters.offer_workbook import MEDIA_TYPE as XLSX
from consultation.offers.adapters.offer_workbook import written_workbook
from consultation.offers.api.import_answers import OfferImportAnswer
from consultation.offers.api.rights import providers_of
from consultation.offers.application.import_offers import import_offers
from consultation.offers.domain.import_outcome import LineMistake
from consultation.offers.domain.offer import Offer
from consultation.offers.domain.offer_query import OfferQuery
from consultation.offers.storage.offers import place_of
from consultation.unit_of_work import ConsultationUnitOfWork, Units
from shared.domain.roles import Role
from shared.runtime.clock import Clock
from shared.runtime.http import ANYTHING, Principal, Problem, answers, preferred, takes
from shared.runtime.http.csv_answer import CSV
from shared.runtime.http.invalid_fields import FieldError

LARGEST_FILE = 10 * 1024 * 1024
_HELD = 256 * 1024
_AT_ONCE = 500
_BODY = {"requestBody": {"required": True, "content": {"*/*": {"schema": {"type": "string", "format": "binary"}}}}}


def offer_files_router(units: Units, *, clock: Clock) -> APIRouter:
    """The endpoints of files of offers."""
    router = APIRouter(tags=["offers"])

    @router.get("/offers/export", response_class=Response, responses={200: {"content": {CSV: {}, XLSX: {}}}})
    @answers(CSV, XLSX)
    async def get_offers_export(request: Request, principal: Member) -> Response:
        """The own offers of a provider, else all: what `POST /offers/imports` reads again.

        CSV or xlsx, as `Accept` asks. In CSV an apostrophe stands before what a spreadsheet would take for a formula.
        """
        wanted = preferred(", ".join(request.headers.getlist("accept")), (CSV, XLSX))
        return await exported(units, principal, wanted, clock=clock)

    @router.post("/offers/imports", openapi_extra=_BODY)
    @takes(ANYTHING, max_bytes=LARGEST_FILE)
    async def post_offers_import(
        request: Request,
        principal: Member,
        dry_run: Annotated[bool, Query(description="Answer what would change; change nothing")] = False,
    ) -> OfferImportAnswer:
        """Take over offers from a CSV file (UTF-8) or the first sheet of an xlsx file: all of it or nothing.

        Columns are those of the export; `title`, `provider`, `theme` and `from` are required. A line without `offer_id`
        is the offer of that provider with that title and first day, if there is one. What is not in the file stays.
        """
        with tempfile.SpooledTemporaryFile(_HELD) as stream:
            async for part in request.stream():
                stream.write(part)
            return await take_over(units, principal, cast("BinaryIO", stream), dry_run=dry_run, clock=clock)

    return router


async def exported(units: Units, principal: Principal, media_type: str, *, clock: Clock) -> Response:
    """The own offers of a provider, else all, as a file of this media type: CSV or xlsx."""
    async with units() as uow:
        own = None if principal.is_any(Role.COORDINATOR) else await providers_of(principal, uow, clock)
        offers = await _all_of(uow, OfferQuery(providers=own or None))
    write, suffix = (written_workbook, "xlsx") if media_type == XLSX else (written_offers, "csv")
    headers = {"Content-Disposition": f'attachment; filename="offers.{suffix}"'}
    return Response(await asyncio.to_thread(write, offers), media_type=media_type, headers=headers)


async def take_over(
    units: Units, principal: Principal, stream: BinaryIO, *, dry_run: bool, clock: Clock
) -> OfferImportAnswer:
    """Take over the offers of a file, or say what would change.

    Raises InvalidField for a file that can't be read, and Problem (403) for who provides nothing, or (422) that names
    each line with a mistake.
    """
    async with units() as uow:
        own = None if principal.is_any(Role.COORDINATOR) else frozenset(await providers_of(principal, uow, clock))
        if own is not None and not own:
            raise Problem("forbidden", "A provider manages its own offers, and the coordinator all.")
        outcome = await import_offers(uow, OfferFile(stream).lines, own=own, dry_run=dry_run, clock=clock)
    if outcome.mistakes and not dry_run:
        raise Problem("invalid-request", errors=[_error(mistake) for mistake in outcome.mistakes])
    return OfferImportAnswer.of(outcome, dry_run=dry_run)


async def _all_of(uow: ConsultationUnitOfWork, asked: OfferQuery) -> list[Offer]:
    offers: list[Offer] = []
    while rows := await uow.offers.page(asked, after=place_of(offers[-1]) if offers else None, limit=_AT_ONCE):
        offers += rows
    return offers


def _error(mistake: LineMistake) -> FieldError:
    where = f"line {mistake.line}"
    return FieldError(field=f"{where}.{mistake.field}" if mistake.field else where, reason=mistake.reason)
