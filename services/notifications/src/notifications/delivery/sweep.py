"""Takes notices back from workers that were lost."""

from notifications.application.clocks import Clocks
from notifications.application.subject import Subjects
from notifications.delivery.application.recover_lapsed import recover_lapsed
from notifications.unit_of_work import NotificationsUnits


class Recovery:
    """Looks for leases that have ended. ``recover`` is the job of a ticker."""

    def __init__(self, units: NotificationsUnits, subjects: Subjects, clocks: Clocks) -> None:
        self._units = units
        self._subjects = subjects
        self._clocks = clocks

    async def recover(self) -> None:
        """Take notices back from workers that did not finish in time."""
        async with self._units() as uow:
            abouts = await uow.notices.lapsed(self._clocks.real_now())
        for about in abouts:
            async with self._units() as uow:
                await recover_lapsed(uow, about, subject=self._subjects[about.kind], clocks=self._clocks)
