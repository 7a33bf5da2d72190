"""What schools asked of services, and answered to them, is kept for a term."""

from datetime import timedelta

from consultation.unit_of_work import Units
from shared.runtime.clock import Clock
from shared.runtime.logging import get_logger


async def purge_offers(units: Units, *, clock: Clock, kept_for: timedelta) -> None:
    """Remove requests that ended longer ago than this, and surveys whose last day was, with what schools answered.

    Requests that wait for an answer, and offers, stay.
    """
    before = clock.now() - kept_for
    async with units() as uow:
        purged = await uow.offer_requests.purge(before) + await uow.surveys.purge(before.date())
    if purged:
        get_logger().info("offer.requests_purged", purged=purged)
