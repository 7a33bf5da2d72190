"""Answers to invitations are kept for a term after the meeting."""

from datetime import timedelta

from consultation.unit_of_work import Units
from shared.runtime.clock import Clock
from shared.runtime.logging import get_logger


async def purge_replies(units: Units, *, clock: Clock, kept_for: timedelta) -> None:
    """Remove the answers about times that ended longer ago than this."""
    async with units() as uow:
        purged = await uow.replies.purge(clock.now() - kept_for)
    if purged:
        get_logger().info("meeting.replies_purged", purged=purged)
