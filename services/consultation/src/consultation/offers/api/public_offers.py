"""`/offers/public`: what schools can have, for everybody without a token; as JSON, CSV and iCalendar."""

import hashlib
from dataclasses import replace
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Header, Response

from consultation.offers.adapters.offer_calendar import MEDIA_TYPE, written_calendar
from consultation.offers.adapters.offer_table import written_public
from consultation.offers.api.asked_offers import Asked
from consultation.offers.api.public_answers import PublicOfferAnswer
from consultation.offers.domain.offer import Offer
from consultation.offers.domain.offer_query import OfferQuery
from consultation.offers.domain.shown_offer import ShownOffer
from consultation.offers.storage.offers import place_of
from consultation.unit_of_work import ConsultationUnitOfWork, Units
from shared.domain.errors import NotFound
from shared.runtime.clock import Clock
from shared.runtime.http import Listing, Page, Paged, answers, listing, without_token
from shared.runtime.http.csv_answer import CSV

MOST_IN_A_FILE = 2000
"""A file holds at most so many offers, by title; filters narrow them."""
JSON = "application/json"

TagThere = Annotated[str | None, Header(alias="If-None-Match", description="ETag of what is there already")]
_UNCHANGED: dict[int | str, dict[str, Any]] = {304: {"description": "It is what is there already"}}
_FOR_A_WHILE = "public, max-age=300"


def public_offers_router(units: Units, *, clock: Clock) -> APIRouter:
    """The endpoints that everybody may read. How often somebody asks is limited by the proxy in front."""
    router = APIRouter(tags=["offers"])

    async def whole(asked: OfferQuery) -> list[ShownOffer]:
        async with units() as uow:
            offers = await uow.offers.page(replace(asked, on=clock.today()), limit=MOST_IN_A_FILE)
            return await _shown(uow, offers, clock.today())

    @router.get("/offers/public", response_model=Listing[PublicOfferAnswer], responses=_UNCHANGED)
    @without_token
    async def get_public(page: Paged, asked: Asked, if_none_match: TagThere = None) -> Response:
        """What schools can have today or later, by title. Addresses of people are there only where an offer says so."""
        async with units() as uow:
            offers, following = await public_page(uow, asked, page, clock=clock)
        shown = listing([PublicOfferAnswer.of(offer) for offer in offers], following)
        return _answer(shown.model_dump_json(by_alias=True), JSON, if_none_match)

    @router.get("/offers/public.csv", response_class=Response, responses={**_UNCHANGED, 200: {"content": {CSV: {}}}})
    @answers(CSV)
    @without_token
    async def get_public_csv(asked: Asked, if_none_match: TagThere = None) -> Response:
        """The same as a table for a spreadsheet, at most 2,000 offers."""
        return _answer(written_public(await whole(asked)), CSV, if_none_match, filename="aanbod.csv")

    @router.get(
        "/offers/public.ics", response_class=Response, responses={**_UNCHANGED, 200: {"content": {MEDIA_TYPE: {}}}}
    )
    @answers(MEDIA_TYPE)
    @without_token
    async def get_public_calendar(asked: Asked, if_none_match: TagThere = None) -> Response:
        """The same as a calendar to subscribe to: offers with a last day, each over its whole period."""
        text = written_calendar(await whole(asked))
        return _answer(text, f"{MEDIA_TYPE}; charset=utf-8", if_none_match, filename="aanbod.ics")

    return router


async def public_page(
    uow: ConsultationUnitOfWork, asked: OfferQuery, page: Page, *, clock: Clock
) -> tuple[list[ShownOffer], str | None]:
    """A page of what schools can have today or later, by title; the cursor of the next page, None on the last."""
    wanted = replace(asked, on=clock.today())
    rows = await uow.offers.page(wanted, after=page.after(str, UUID), limit=page.limit + 1)
    offers, following = page.cut(rows, place_of)
    return await _shown(uow, offers, clock.today()), following


async def shown_offer(uow: ConsultationUnitOfWork, offer_id: UUID, *, clock: Clock) -> ShownOffer:
    """An offer that schools can have today or later, as everybody may read it. Raises NotFound."""
    offer = await uow.offers.find(offer_id)
    if offer is None or not offer.can_be_had_on(clock.today()):
        raise NotFound("offer", offer_id)
    return (await _shown(uow, [offer], clock.today()))[0]


async def _shown(uow: ConsultationUnitOfWork, offers: list[Offer], today: date) -> list[ShownOffer]:
    organisations = {row.organisation_id: row for row in await uow.organisations.all()}
    named = {offer.details.contact_id for offer in offers if offer.details.shows_contact}
    contacts = {
        (row.contact_id, row.details.organisation_id): row
        for row in await uow.contacts.all_of([name for name in named if name])
        if row.valid_on(today)
    }
    return [ShownOffer.of(offer, organisations[offer.details.provider], contacts.get(_who(offer))) for offer in offers]


def _who(offer: Offer) -> tuple[str, str]:
    """Who answers for the offer as somebody of its provider; who works elsewhere now, or nowhere, is not shown."""
    return offer.details.contact_id or "", offer.details.provider


def _answer(text: str, media_type: str, if_none_match: str | None, *, filename: str | None = None) -> Response:
    tag = f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'
    headers = {"Cache-Control": _FOR_A_WHILE, "ETag": tag}
    if if_none_match and (if_none_match.strip() == "*" or tag in if_none_match):
        return Response(status_code=304, headers=headers)
    if filename is not None:
        headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    return Response(text, media_type=media_type, headers=headers)
