"""What contacts prefer, and who is on the list, is kept for a term after their last day."""

from datetime import timedelta

from notifications.unit_of_work import NotificationsUnits
from shared.runtime.clock import Clock
from shared.runtime.logging import get_logger


async def purge_receivers(units: NotificationsUnits, *, clock: Clock, kept_for: timedelta) -> None:
    """Keep nothing of contacts whose last day was longer ago than this."""
    last_day = clock.today() - kept_for
    async with units() as uow:
        purged = await uow.preferences.purge(last_day) + await uow.suppressions.purge(last_day)
    if purged:
        get_logger().info("receivers.purged", purged=purged)
