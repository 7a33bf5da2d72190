"""A provider has an offer for schools."""

from consultation.offers.application.require_known import require_known
from consultation.offers.domain.offer import Offer, OfferDetails
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.domain.errors import Conflict
from shared.runtime.clock import Clock
from shared.runtime.ids import new_id


async def add_offer(uow: ConsultationUnitOfWork, details: OfferDetails, *, clock: Clock) -> Offer:
    """Keep an offer.

    Raises InvalidField for what the directory has not, and Conflict for what the provider offers from that day already.
    """
    await uow.offers.lock_titles()
    await require_known(uow, details)
    await require_once(uow, details)
    now = clock.now()
    return await uow.save(Offer(offer_id=new_id(), details=details, created_at=now, changed_at=now).added())


async def require_once(uow: ConsultationUnitOfWork, details: OfferDetails) -> None:
    """Raises Conflict, naming the offer, where the provider has an offer of this title from that day on."""
    if alike := await uow.offers.alike([details.key]):
        raise Conflict("this provider has an offer of this title from that day already", offer_id=alike[0].offer_id)
