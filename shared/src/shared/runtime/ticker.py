"""Work that is done again and again: deadlines, sweeps, heartbeats."""

import asyncio
import contextlib
import random
from collections.abc import Awaitable, Callable

from shared.runtime.logging import get_logger

_LONGEST_PAUSE_S = 30.0


class Ticker:
    """Runs ``job`` every ``interval_s`` seconds of real time, and at once when woken.

    An error is logged and waited out (with back-off and jitter); it never ends the ticker.
    """

    def __init__(self, name: str, interval_s: float, job: Callable[[], Awaitable[None]]) -> None:
        self.name = name
        self._interval_s = interval_s
        self._job = job
        self._woken = asyncio.Event()
        self._failures = 0

    def wake(self) -> None:
        """Do the job now rather than at the next tick; a call while it runs makes it run once more."""
        self._woken.set()

    async def run(self) -> None:
        """Tick until cancelled."""
        while True:
            self._woken.clear()
            await self._do()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._woken.wait(), self._pause())

    async def _do(self) -> None:
        try:
            await self._job()
            self._failures = 0
        except Exception as error:
            self._failures += 1
            get_logger().warning("ticker.failed", ticker=self.name, attempt=self._failures, exc_info=error)

    def _pause(self) -> float:
        if not self._failures:
            return self._interval_s
        backed_off = min(_LONGEST_PAUSE_S, max(self._interval_s, 0.2) * 2 ** min(self._failures, 10))
        return backed_off * random.uniform(0.5, 1.0)  # noqa: S311  (jitter, not a secret)
