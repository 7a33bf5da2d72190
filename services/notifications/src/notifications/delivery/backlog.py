"""How many notices wait, for monitoring."""

from notifications.delivery.metrics import BACKLOG, OLDEST
from notifications.unit_of_work import NotificationsUnits


class Backlog:
    """Sets the gauges. ``measure`` is the job of a ticker."""

    def __init__(self, units: NotificationsUnits) -> None:
        self._units = units

    async def measure(self) -> None:
        """Count what waits."""
        async with self._units.reading() as uow:
            count, oldest_s = await uow.notices.backlog()
        BACKLOG.set(count)
        OLDEST.set(oldest_s)
