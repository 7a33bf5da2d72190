"""Busy times that are past are of no use to anybody."""

from datetime import timedelta

from consultation.unit_of_work import Units
from shared.runtime.clock import Clock
from shared.runtime.logging import get_logger


async def purge_busy(units: Units, *, clock: Clock, kept_for: timedelta) -> None:
    """Remove the busy times of contacts whose last time ended longer ago than this, and nothing was sent since."""
    async with units() as uow:
        purged = await uow.busy_times.purge(clock.now() - kept_for)
    if purged:
        get_logger().info("contact.busy_purged", purged=purged)
