"""A provider answers the request of a school, or the school takes it back."""

from datetime import date
from uuid import UUID

from consultation.offers.domain.offer_request import OfferRequest
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.domain.errors import InvalidField
from shared.runtime.clock import Clock
from shared.runtime.logging import get_logger


async def plan_request(uow: ConsultationUnitOfWork, request: OfferRequest, on: date, *, clock: Clock) -> OfferRequest:
    """Plan what was asked on this day.

    Raises IllegalTransition, and InvalidField for a day before the asking or after the last day of the offer.
    """
    offer = await uow.offers.find(request.offer_id)
    if offer is not None and offer.details.until is not None and on > offer.details.until:
        raise InvalidField("on", "is after the last day of the offer")
    return await _kept(uow, request.planned(on, clock.now()))


async def decline_request(
    uow: ConsultationUnitOfWork,
    request: OfferRequest,
    *,
    reason: str | None,
    alternative: UUID | None,
    clock: Clock,
) -> OfferRequest:
    """Decline what was asked, with why or with another offer. Raises IllegalTransition and InvalidField."""
    if alternative is not None:
        other = await uow.offers.find(alternative)
        if other is None or not other.can_be_had_on(clock.today()):
            raise InvalidField("alternative", "is no offer that schools can have")
        if not other.is_for(request.school):
            raise InvalidField("alternative", "is an offer for other schools")
    return await _kept(uow, request.declined(clock.now(), reason=reason, alternative=alternative))


async def finish_request(uow: ConsultationUnitOfWork, request: OfferRequest, *, took_part: int | None) -> OfferRequest:
    """Note that what was asked took place. Raises IllegalTransition and InvalidField."""
    return await _kept(uow, request.done(took_part))


async def withdraw_request(uow: ConsultationUnitOfWork, request: OfferRequest) -> OfferRequest:
    """Take a request back. Raises IllegalTransition."""
    return await _kept(uow, request.withdrawn())


async def _kept(uow: ConsultationUnitOfWork, request: OfferRequest) -> OfferRequest:
    await uow.offer_requests.save(request)
    get_logger().info("offer.request_answered", aggregate_id=request.request_id, outcome=str(request.status))
    return request
