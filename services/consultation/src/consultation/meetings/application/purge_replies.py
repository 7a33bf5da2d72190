"""Answers to invitations, and reminders of them, are kept for a term after the meeting."""

from datetime import timedelta

from consultation.unit_of_work import Units
from shared.runtime.clock import Clock
from shared.runtime.logging import get_logger


async def purge_replies(units: Units, *, clock: Clock, kept_for: timedelta) -> None:
    """Remove the answers and reminders about times that ended longer ago than this."""
    async with units() as uow:
        before = clock.now() - kept_for
        purged = await uow.replies.purge(before) + await uow.silences.purge(before)
    if purged:
        get_logger().info("meeting.replies_purged", purged=purged)
