"""Work that is done again and again: deadlines, sweeps, heartbeats."""

import asyncio
import contextlib
import random
from collections.abc import Awaitable, Callable, Iterable

from shared.runtime.logging import get_logger
from shared.runtime.metrics import TICKER_FAILURES

_LONGEST_PAUSE_S = 5.0
_SAID_AGAIN_S = 1.0
_LONGEST_FIRST_WAIT_S = 60.0


class Ticker:
    """Runs ``job`` every ``interval_s`` seconds of real time, and at once when woken.

    An error is logged and waited out (with back-off and jitter, at most 5 s); it never ends the ticker. A job that
    ``can_wait`` begins up to a minute after the start, so that nobody who catches up waits for it.
    """

    def __init__(
        self, name: str, interval_s: float, job: Callable[[], Awaitable[None]], *, can_wait: bool = False
    ) -> None:
        self.name = name
        self._interval_s = interval_s
        self._job = job
        self._first_after_s = min(interval_s, _LONGEST_FIRST_WAIT_S) * _jitter() if can_wait else 0.0
        self._woken = asyncio.Event()
        self._failures = 0

    def wake(self) -> None:
        """Do the job now rather than at the next tick; a call while it runs makes it run once more."""
        self._woken.set()

    async def run(self) -> None:
        """Tick until cancelled."""
        await asyncio.sleep(self._first_after_s)
        while True:
            self._woken.clear()
            await self._do()
            if self._failures:
                await asyncio.sleep(self._back_off())
                continue
            # Not wait_for: in Python 3.11 it loses a cancellation that meets a waking, and the service never stops.
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self._interval_s):
                    await self._woken.wait()

    async def _do(self) -> None:
        try:
            await self._job()
            self._failures = 0
        except Exception as error:
            self._failures += 1
            TICKER_FAILURES.labels(ticker=self.name).inc()
            get_logger().warning("ticker.failed", ticker=self.name, attempt=self._failures, exc_info=error)

    def _back_off(self) -> float:
        backed_off = min(_LONGEST_PAUSE_S, 0.1 * float(2 ** min(self._failures, 10)))
        return backed_off * _jitter()


def _jitter() -> float:
    return random.uniform(0.5, 1.0)  # noqa: S311  (jitter, not a secret)


async def end(tasks: Iterable[asyncio.Task[None]]) -> None:
    """Cancel tasks until they have ended: a library may swallow a cancellation, and then it has to be said again."""
    running = {task for task in tasks if not task.done()}
    while running:
        for task in running:
            task.cancel()
        _, running = await asyncio.wait(running, timeout=_SAID_AGAIN_S)
