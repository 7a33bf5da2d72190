"""A provider withdraws an offer, or brings it back."""

from uuid import UUID

from consultation.domain.versions import Expectation, any_version
from consultation.offers.domain.offer import Offer
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.runtime.clock import Clock


async def withdraw_offer(
    uow: ConsultationUnitOfWork, offer_id: UUID, *, clock: Clock, expected: Expectation = any_version
) -> Offer:
    """Take the offer from what schools can have. Raises NotFound, IllegalTransition, and what `expected` raises."""
    offer = await uow.offers.get(offer_id)
    expected(offer.version)
    return await uow.save(offer.withdrawn(clock.now()))


async def restore_offer(
    uow: ConsultationUnitOfWork, offer_id: UUID, *, clock: Clock, expected: Expectation = any_version
) -> Offer:
    """Let schools have the offer again. Raises NotFound, IllegalTransition, and what `expected` raises."""
    offer = await uow.offers.get(offer_id)
    expected(offer.version)
    return await uow.save(offer.restored(clock.now()))
