"""What was agreed at meetings is kept for a term after the day by which it was to be done."""

from datetime import timedelta

from consultation.unit_of_work import Units
from shared.runtime.clock import Clock
from shared.runtime.logging import get_logger


async def purge_actions(units: Units, *, clock: Clock, kept_for: timedelta) -> None:
    """Remove the actions that were due longer ago than this."""
    async with units() as uow:
        purged = await uow.actions.purge(clock.today() - kept_for)
    if purged:
        get_logger().info("meeting.actions_purged", purged=purged)
