"""`/offers`: what the city and others offer to schools."""

from dataclasses import replace
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from consultation.api.rights import Member
from consultation.offers.api.asked_offers import Asked
from consultation.offers.api.offer_answers import OfferAnswer
from consultation.offers.api.offer_bodies import OfferBody, OfferChangeBody
from consultation.offers.api.rights import may_provide
from consultation.offers.application.act_on_offer import restore_offer, withdraw_offer
from consultation.offers.application.add_offer import add_offer
from consultation.offers.application.change_offer import change_offer
from consultation.offers.domain.offer import Offer
from consultation.offers.storage.offers import place_of
from consultation.unit_of_work import Units
from shared.domain.errors import NotFound
from shared.runtime.clock import Clock
from shared.runtime.http import IfMatch, Listing, Paged, Principal, if_match, listing, set_etag

Expected = Annotated[IfMatch, if_match(required=True)]
ExpectedIfSent = Annotated[IfMatch, if_match(required=False)]


def offers_router(units: Units, *, clock: Clock) -> APIRouter:
    """The endpoints of offers as their providers keep them."""
    router = APIRouter(tags=["offers"])

    @router.get("/offers")
    async def get_offers(
        page: Paged,
        asked: Asked,
        _: Member,
        current: Annotated[
            bool, Query(description="Leave out what is withdrawn, and what ended before today.")
        ] = False,
    ) -> Listing[OfferAnswer]:
        """Offers, by title."""
        async with units() as uow:
            wanted = replace(asked, on=clock.today() if current else None)
            rows = await uow.offers.page(wanted, after=page.after(str, UUID), limit=page.limit + 1)
        offers, following = page.cut(rows, place_of)
        return listing([OfferAnswer.of(offer) for offer in offers], following)

    @router.post("/offers", status_code=201)
    async def post_offer(body: OfferBody, response: Response, principal: Member) -> OfferAnswer:
        """Keep an offer. A provider adds its own, the coordinator any."""
        async with units() as uow:
            await may_provide(principal, uow, body.provider, clock=clock)
            offer = await add_offer(uow, body.details(), clock=clock)
        response.headers["Location"] = f"/offers/{offer.offer_id}"
        return _answered(offer, response)

    @router.get("/offers/{offer_id}")
    async def get_offer(offer_id: UUID, response: Response, _: Member) -> OfferAnswer:
        """One offer."""
        async with units() as uow:
            offer = await uow.offers.find(offer_id)
        if offer is None:
            raise NotFound("offer", offer_id)
        return _answered(offer, response)

    return router


def offer_steps_router(units: Units, *, clock: Clock) -> APIRouter:
    """The endpoints that change an offer. Its provider may, and the coordinator."""
    router = APIRouter(tags=["offers"])

    async def allowed(principal: Principal, offer_id: UUID) -> None:
        async with units() as uow:
            offer = await uow.offers.find(offer_id)
            if offer is None:
                raise NotFound("offer", offer_id)
            await may_provide(principal, uow, offer.details.provider, clock=clock)

    @router.patch("/offers/{offer_id}")
    async def patch_offer(
        offer_id: UUID, body: OfferChangeBody, response: Response, principal: Member, expected: Expected
    ) -> OfferAnswer:
        """Change an offer; one that ends gets its last day in `until`."""
        await allowed(principal, offer_id)
        async with units() as uow:
            changed = await change_offer(uow, offer_id, body.changes(), clock=clock, expected=expected)
        return _answered(changed, response)

    @router.post("/offers/{offer_id}/withdraw")
    async def post_withdraw(
        offer_id: UUID, response: Response, principal: Member, expected: ExpectedIfSent
    ) -> OfferAnswer:
        """Take the offer out of what schools can have; requests for it that are open stay."""
        await allowed(principal, offer_id)
        async with units() as uow:
            return _answered(await withdraw_offer(uow, offer_id, clock=clock, expected=expected), response)

    @router.post("/offers/{offer_id}/restore")
    async def post_restore(
        offer_id: UUID, response: Response, principal: Member, expected: ExpectedIfSent
    ) -> OfferAnswer:
        """Let schools have an offer again that was withdrawn."""
        await allowed(principal, offer_id)
        async with units() as uow:
            return _answered(await restore_offer(uow, offer_id, clock=clock, expected=expected), response)

    return router


def _answered(offer: Offer, response: Response) -> OfferAnswer:
    set_etag(response, offer.version)
    return OfferAnswer.of(offer)
