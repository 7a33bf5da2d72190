"""Names of people, and activities, are kept for a term."""

from datetime import timedelta

from consultation.unit_of_work import Units
from shared.runtime.clock import Clock
from shared.runtime.logging import get_logger


async def purge_activities(units: Units, *, clock: Clock, kept_for: timedelta, names_kept_for: timedelta) -> None:
    """Remove the activities that ended longer ago than this, and empty the names of those who took part."""
    async with units() as uow:
        names = await uow.registrations.forget_names(clock.today() - names_kept_for)
        activities = await uow.activities.purge(clock.today() - kept_for)
    if names:
        get_logger().info("registration.names_purged", purged=names)
    if activities:
        get_logger().info("activity.purged", purged=activities)
