"""Questions to the coordinator are kept for a term after they were answered or closed."""

from datetime import timedelta

from consultation.unit_of_work import Units
from shared.runtime.clock import Clock
from shared.runtime.logging import get_logger


async def purge_questions(units: Units, *, clock: Clock, kept_for: timedelta) -> None:
    """Remove the questions that were closed, or else answered, longer ago than this."""
    async with units() as uow:
        purged = await uow.coordinator_questions.purge(clock.now() - kept_for)
    if purged:
        get_logger().info("policy.questions_purged", purged=purged)
