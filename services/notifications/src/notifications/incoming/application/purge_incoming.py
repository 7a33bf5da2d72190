"""Who sent what back is kept for a term."""

from datetime import timedelta

from notifications.incoming.storage.arrivals import Arrivals
from notifications.unit_of_work import NotificationsUnits
from shared.runtime.clock import Clock
from shared.runtime.logging import get_logger


async def purge_incoming(units: NotificationsUnits, *, clock: Clock, kept_for: timedelta) -> None:
    """Remove what arrived longer ago than this; the mails themselves are the mailbox's."""
    async with units() as uow:
        purged = await uow.stories(Arrivals).purge(clock.now() - kept_for)
    if purged:
        get_logger().info("incoming.purged", purged=purged)
