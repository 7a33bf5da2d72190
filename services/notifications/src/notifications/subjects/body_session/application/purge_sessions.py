"""What was told of sessions of consultation bodies is kept for a term after the session."""

from datetime import timedelta

from notifications.subjects.body_session.storage.body_sessions import BodySessions
from notifications.unit_of_work import NotificationsUnits
from shared.runtime.clock import Clock


async def purge_sessions(units: NotificationsUnits, *, clock: Clock, kept_for: timedelta) -> None:
    """Remove what arrived about sessions that ended longer ago than this."""
    async with units() as uow:
        await uow.stories(BodySessions).purge(clock.now() - kept_for)
