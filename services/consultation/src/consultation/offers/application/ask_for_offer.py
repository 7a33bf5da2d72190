"""A school asks for an offer."""

from uuid import UUID

from consultation.offers.domain.offer_request import OfferRequest, Wish
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.domain.errors import Conflict, InvalidField
from shared.runtime.clock import Clock
from shared.runtime.ids import new_id
from shared.runtime.logging import get_logger


async def ask_for_offer(
    uow: ConsultationUnitOfWork, offer_id: UUID, wish: Wish, *, school: str, clock: Clock
) -> OfferRequest:
    """Keep the request of a school.

    Raises NotFound, InvalidField for a school that the directory has not, and Conflict for an offer that the school
    can't have. A second open request of a school for an offer is a Conflict that names the first.
    """
    offer = await uow.offers.get(offer_id)
    if not await uow.organisations.school_names([school]):
        raise InvalidField("school", "is no school of the directory")
    if not offer.can_be_had_on(clock.today()):
        raise Conflict("the offer is withdrawn or has ended", offer_id=offer_id)
    if not offer.is_for(school):
        raise Conflict("the offer is for other schools", offer_id=offer_id)
    if open_request := await uow.offer_requests.open_of(school, offer_id):
        raise Conflict("the school asked for this offer already", request_id=open_request.request_id)
    request = OfferRequest(request_id=new_id(), offer_id=offer_id, school=school, wish=wish, asked_at=clock.now())
    await uow.offer_requests.save(request)
    get_logger().info("offer.request_asked", aggregate_id=request.request_id)
    return request
