"""Sessions and memberships of consultation bodies are kept for a term."""

from datetime import timedelta

from consultation.unit_of_work import Units
from shared.runtime.clock import Clock
from shared.runtime.logging import get_logger


async def purge_bodies(units: Units, *, clock: Clock, kept_for: timedelta) -> None:
    """Remove the sessions and the memberships that ended longer ago than this."""
    async with units() as uow:
        sessions = await uow.body_sessions.purge(clock.now() - kept_for)
        members = await uow.bodies.purge_members(clock.today() - kept_for)
    if sessions or members:
        get_logger().info("body.sessions_purged", purged=sessions + members)
