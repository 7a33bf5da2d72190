"""A provider says something else of an offer."""

from uuid import UUID

from consultation.domain.versions import Expectation
from consultation.offers.application.add_offer import require_once
from consultation.offers.application.require_known import require_known
from consultation.offers.domain.offer import ChangedOffer, Offer
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.runtime.clock import Clock


async def change_offer(
    uow: ConsultationUnitOfWork, offer_id: UUID, changes: ChangedOffer, *, clock: Clock, expected: Expectation
) -> Offer:
    """Change an offer. Raises NotFound, InvalidField and Conflict as adding does, and whatever `expected` raises."""
    await uow.offers.lock_titles()
    offer = await uow.offers.get(offer_id)
    expected(offer.version)
    changed = offer.changed(clock.now(), **changes)
    if changed == offer:
        return offer
    await require_known(uow, changed.details)
    if changed.details.key != offer.details.key:
        await require_once(uow, changed.details)
    return await uow.save(changed)
