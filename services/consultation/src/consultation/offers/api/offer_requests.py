"""`/offers/requests` and `/offers/{id}/requests`: what schools ask for, by one procedure for all services."""

from collections.abc import Awaitable, Callable
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from consultation.api.rights import Member
from consultation.offers.api.request_answers import OfferRequestAnswer
from consultation.offers.api.request_bodies import (
    DeclinedRequestBody,
    DoneRequestBody,
    OfferRequestBody,
    PlannedRequestBody,
)
from consultation.offers.api.rights import may_provide, school_asking, seen_requests
from consultation.offers.application.answer_request import (
    decline_request,
    finish_request,
    plan_request,
    withdraw_request,
)
from consultation.offers.application.ask_for_offer import ask_for_offer
from consultation.offers.domain.offer_request import OfferRequest
from consultation.offers.domain.request_query import RequestQuery
from consultation.offers.domain.request_states import RequestStatus
from consultation.unit_of_work import ConsultationUnitOfWork, Units
from shared.domain.errors import NotFound
from shared.runtime.clock import Clock
from shared.runtime.http import IfMatch, Listing, Page, Paged, Principal, if_match, listing, set_etag

ExpectedIfSent = Annotated[IfMatch, if_match(required=False)]
OfStatus = Annotated[RequestStatus | None, Query(description="Only those that are this far.")]
Step = Callable[[ConsultationUnitOfWork, OfferRequest], Awaitable[OfferRequest]]


def offer_requests_router(units: Units, *, clock: Clock) -> APIRouter:
    """The endpoints by which a school asks, and by which requests are read."""
    router = APIRouter(tags=["offers"])

    async def listed(principal: Principal, page: Page, asked: RequestQuery) -> Listing[OfferRequestAnswer]:
        async with units() as uow:
            wanted = RequestQuery(
                offer_id=asked.offer_id, status=asked.status, of=await seen_requests(principal, uow, clock)
            )
            after = page.after(UUID)
            rows = await uow.offer_requests.page(wanted, after=after[0] if after else None, limit=page.limit + 1)
        requests, following = page.cut(rows, lambda request: (request.request_id,))
        return listing([OfferRequestAnswer.of(request) for request in requests], following)

    @router.get("/offers/requests")
    async def get_all_requests(page: Paged, principal: Member, status: OfStatus = None) -> Listing[OfferRequestAnswer]:
        """Requests for the offers of all services, as they came: of the own school, for own offers, or all."""
        return await listed(principal, page, RequestQuery(status=status))

    @router.get("/offers/{offer_id}/requests")
    async def get_requests(
        offer_id: UUID, page: Paged, principal: Member, status: OfStatus = None
    ) -> Listing[OfferRequestAnswer]:
        """Requests for an offer, in the order of arrival; a school sees its own."""
        async with units() as uow:
            if await uow.offers.find(offer_id) is None:
                raise NotFound("offer", offer_id)
        return await listed(principal, page, RequestQuery(offer_id=offer_id, status=status))

    @router.post("/offers/{offer_id}/requests", status_code=201)
    async def post_request(
        offer_id: UUID, body: OfferRequestBody, response: Response, principal: Member
    ) -> OfferRequestAnswer:
        """Ask for an offer. A second request of a school while one is open is a 409 that names the first."""
        async with units() as uow:
            school = await school_asking(principal, uow, body.school, clock=clock)
            request = await ask_for_offer(uow, offer_id, body.wish(), school=school, clock=clock)
        return _answered(request, response)

    return router


def request_steps_router(units: Units, *, clock: Clock) -> APIRouter:
    """The endpoints by which a provider answers, and a school takes its request back."""
    router = APIRouter(tags=["offers"])

    async def taken(
        uow: ConsultationUnitOfWork, principal: Principal, *, offer_id: UUID, request_id: UUID, expected: IfMatch
    ) -> OfferRequest:
        request = await provided_request(uow, principal, offer_id=offer_id, request_id=request_id, clock=clock)
        expected(request.version)
        return request

    @router.post("/offers/{offer_id}/requests/{request_id}/plan")
    async def post_plan(
        offer_id: UUID,
        request_id: UUID,
        body: PlannedRequestBody,
        response: Response,
        principal: Member,
        expected: ExpectedIfSent,
    ) -> OfferRequestAnswer:
        """Plan it, or plan it for another day."""
        async with units() as uow:
            request = await taken(uow, principal, offer_id=offer_id, request_id=request_id, expected=expected)
            return _answered(await plan_request(uow, request, body.on, clock=clock), response)

    @router.post("/offers/{offer_id}/requests/{request_id}/decline")
    async def post_decline(
        offer_id: UUID,
        request_id: UUID,
        body: DeclinedRequestBody,
        response: Response,
        principal: Member,
        expected: ExpectedIfSent,
    ) -> OfferRequestAnswer:
        """Decline it, with why or with an alternative."""
        async with units() as uow:
            request = await taken(uow, principal, offer_id=offer_id, request_id=request_id, expected=expected)
            declined = await decline_request(
                uow, request, reason=body.reason, alternative=body.alternative, clock=clock
            )
            return _answered(declined, response)

    @router.post("/offers/{offer_id}/requests/{request_id}/done")
    async def post_done(
        offer_id: UUID,
        request_id: UUID,
        body: DoneRequestBody,
        response: Response,
        principal: Member,
        expected: ExpectedIfSent,
    ) -> OfferRequestAnswer:
        """Note that it took place, and how many took part."""
        async with units() as uow:
            request = await taken(uow, principal, offer_id=offer_id, request_id=request_id, expected=expected)
            return _answered(await finish_request(uow, request, took_part=body.took_part), response)

    @router.post("/offers/{offer_id}/requests/{request_id}/withdraw")
    async def post_withdraw_request(
        offer_id: UUID, request_id: UUID, response: Response, principal: Member
    ) -> OfferRequestAnswer:
        """Take it back: the school that asked, or the coordinator."""
        async with units() as uow:
            request = await own_request(uow, principal, offer_id=offer_id, request_id=request_id, clock=clock)
            return _answered(await withdraw_request(uow, request), response)

    return router


async def provided_request(
    uow: ConsultationUnitOfWork, principal: Principal, *, offer_id: UUID, request_id: UUID, clock: Clock
) -> OfferRequest:
    """The request, locked, for who provides the offer. Raises NotFound, and Problem (403) for others."""
    offer = await uow.offers.find(offer_id)
    if offer is None:
        raise NotFound("offer", offer_id)
    await may_provide(principal, uow, offer.details.provider, clock=clock)
    return await uow.offer_requests.get(offer_id, request_id)


async def own_request(
    uow: ConsultationUnitOfWork, principal: Principal, *, offer_id: UUID, request_id: UUID, clock: Clock
) -> OfferRequest:
    """The request, locked, for the school that asked. Raises NotFound, and Problem (403) for others."""
    request = await uow.offer_requests.get(offer_id, request_id)
    await school_asking(principal, uow, request.school, clock=clock)
    return request


def _answered(request: OfferRequest, response: Response) -> OfferRequestAnswer:
    set_etag(response, request.version)
    return OfferRequestAnswer.of(request)
