"""The minutes of cases are kept for a term after the meeting."""

from datetime import timedelta

from consultation.unit_of_work import Units
from shared.runtime.clock import Clock
from shared.runtime.logging import get_logger


async def purge_case_minutes(units: Units, *, clock: Clock, kept_for: timedelta) -> None:
    """Remove minutes of cases and revisions of what was decided, of meetings that ended longer ago than this."""
    async with units() as uow:
        before = clock.now() - kept_for
        purged = await uow.case_minutes.purge(before) + await uow.outcomes.purge(before)
    if purged:
        get_logger().info("meeting.minutes_purged", purged=purged)
