"""That answers to invitations were awaited or came is kept for a term after the meeting."""

from datetime import timedelta

from notifications.subjects.meeting.storage.meetings import Meetings
from notifications.unit_of_work import NotificationsUnits
from shared.runtime.clock import Clock
from shared.runtime.logging import get_logger


async def purge_answers(units: NotificationsUnits, *, clock: Clock, kept_for: timedelta) -> None:
    """Remove what is known of answers about meetings that began longer ago than this."""
    async with units() as uow:
        purged = await uow.stories(Meetings).purge_news(clock.now() - kept_for)
    if purged:
        get_logger().info("meeting.replies_purged", purged=purged)
