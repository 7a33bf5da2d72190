"""The guests of a meeting are kept for a short term after it."""

from datetime import timedelta

from consultation.unit_of_work import Units
from shared.runtime.clock import Clock
from shared.runtime.logging import get_logger


async def purge_guests(units: Units, *, clock: Clock, kept_for: timedelta) -> None:
    """Remove the guests of meetings that ended longer ago than this; without a time: that changed longer ago."""
    async with units() as uow:
        purged = await uow.guests.purge(clock.now() - kept_for)
    if purged:
        get_logger().info("meeting.guests_purged", purged=purged)
