"""Looks again and again for what nobody says: a pause is over, a worker was lost."""

from collections.abc import Sequence

from notifications.application.clocks import Clocks
from notifications.application.subject import Subjects
from notifications.delivery.application.recover_lapsed import recover_lapsed
from notifications.delivery.lanes import Lanes
from notifications.domain.about import About
from notifications.unit_of_work import NotificationsUnits


class Sweep:
    """The safety net of the lanes. ``look`` is the job of a ticker."""

    def __init__(
        self, units: NotificationsUnits, subjects: Subjects, clocks: Clocks, *, all_lanes: Sequence[Lanes]
    ) -> None:
        self._units = units
        self._subjects = subjects
        self._clocks = clocks
        self._all_lanes = all_lanes

    async def look(self) -> None:
        """Wake lanes for what is due, and take notices back from workers that did not finish in time."""
        for about in await self._looked():
            async with self._units() as uow:
                await recover_lapsed(uow, about, subject=self._subjects[about.kind], clocks=self._clocks)

    async def _looked(self) -> list[About]:
        """In one statement, because nothing else is done every second while all is quiet."""
        async with self._units.reading() as uow:
            channels = [lanes.channel.name for lanes in self._all_lanes]
            due, lapsed = await uow.notices.overdue(channels, self._clocks.real_now())
        for lanes in self._all_lanes:
            if lanes.channel.name in due and lanes.any_rests:
                lanes.wake()
        return lapsed
