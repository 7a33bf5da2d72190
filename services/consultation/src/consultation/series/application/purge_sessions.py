"""Sessions of standing meetings are kept for a term, and series that are over no longer than their sessions."""

from datetime import timedelta

from consultation.unit_of_work import Units
from shared.runtime.clock import Clock
from shared.runtime.logging import get_logger


async def purge_sessions(units: Units, *, clock: Clock, kept_for: timedelta) -> None:
    """Remove the sessions that ended longer ago than this, with all that was noted of them.

    A series without sessions goes when its last day is longer ago than this; a series that goes on stays.
    """
    async with units() as uow:
        sessions = await uow.sessions.purge(clock.now() - kept_for)
        series = await uow.series.purge(clock.today() - kept_for)
    if sessions or series:
        get_logger().info("meeting.sessions_purged", purged=sessions)
