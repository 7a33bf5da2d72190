"""Early signals are kept for a term."""

from datetime import timedelta

from notifications.subjects.early_signal.storage.early_signals import EarlySignals
from notifications.unit_of_work import NotificationsUnits
from shared.runtime.clock import Clock


async def purge_early_signals(units: NotificationsUnits, *, clock: Clock, kept_for: timedelta) -> None:
    """Remove the early signals of periods that ended longer ago than this."""
    async with units() as uow:
        await uow.stories(EarlySignals).purge(clock.today() - kept_for)
