"""The lanes of a channel, and which of them is woken: not all of them each time."""

from notifications.delivery.channel import Channel
from notifications.delivery.desk import Desk
from notifications.delivery.lane import Lane
from notifications.delivery.recorder import Recorder
from shared.runtime.ticker import Ticker

_NEVER_BY_ITSELF_S = 86_400.0


class LaneTicker(Ticker):
    """Runs a lane whenever it is woken, and leaves its conversation in the end."""

    def __init__(self, name: str, lane: Lane) -> None:
        super().__init__(name, _NEVER_BY_ITSELF_S, lane.drain)
        self._lane = lane

    async def run(self) -> None:
        """Until cancelled."""
        try:
            await super().run()
        finally:
            await self._lane.end()


class Lanes:
    """Work side by side. One is woken when something may be handed over, and wakes the next if it leaves some."""

    def __init__(self, channel: Channel, desk: Desk) -> None:
        self.channel = channel
        recorder = Recorder(desk.store)
        lanes = [Lane(channel, desk, recorder, leaves_some=self._wake_another) for _ in range(channel.lanes)]
        self._lanes = {LaneTicker(f"{channel.name}-{number}", lane): lane for number, lane in enumerate(lanes, start=1)}

    @property
    def tickers(self) -> list[Ticker]:
        """What runs the lanes."""
        return list(self._lanes)

    @property
    def any_rests(self) -> bool:
        """Whether a lane has nothing to do."""
        return any(not lane.is_busy for lane in self._lanes.values())

    def wake(self) -> None:
        """Something may be handed over: have a lane look that does so soon anyway, or rests.

        A lane that looks soon takes more at once than one that is woken for each commit. If no lane does either, each
        looks once more.
        """
        soon = next((ticker for ticker, lane in self._lanes.items() if lane.looks_soon), None)
        if soon:
            soon.wake()
        elif self.any_rests:
            self._wake_another()
        else:
            for ticker in self._lanes:
                ticker.wake()

    def _wake_another(self) -> None:
        resting = next((ticker for ticker, lane in self._lanes.items() if not lane.is_busy), None)
        if resting:
            resting.wake()
