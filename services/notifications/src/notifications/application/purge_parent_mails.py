"""Who mailed the parents of a case, and when, is kept for a term."""

from datetime import timedelta

from notifications.unit_of_work import NotificationsUnits
from shared.runtime.clock import Clock
from shared.runtime.logging import get_logger


async def purge_parent_mails(units: NotificationsUnits, *, clock: Clock, kept_for: timedelta) -> None:
    """Keep nothing of mails to parents that are older than this."""
    async with units() as uow:
        purged = await uow.parent_mails.purge(clock.now() - kept_for)
    if purged:
        get_logger().info("parents.purged", purged=purged)
