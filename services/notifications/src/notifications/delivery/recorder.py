"""Has what was said of notices stored: at once while it is quiet, ten times a second when there is much of it."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterator, Sequence
from time import monotonic

from notifications.delivery.application.record_hand_overs import Said
from shared.runtime.database import is_transient

# For what a lane still has in hand.
_WAIT_S = 0.03
# A store is also an outbox append, a round of the relay and a batch elsewhere: ten a second in the long run, and a few
# at once.
_APART_S = 0.1
_AT_ONCE = 4
_ENOUGH = 100

Noted = tuple[Said, asyncio.Future[None]]


class Recorder:
    """Of all lanes of a channel, because the more is stored together, the less each costs.

    It waits a moment for more, unless a lane is in a hurry because it has nothing more under way. After a few stores
    at once the next waits: until there is enough, or a tenth of a second has passed for each.
    """

    def __init__(self, store: Callable[[Sequence[Said]], Awaitable[None]]) -> None:
        self._store = store
        self._noted: list[Noted] = []
        self._is_urgent = asyncio.Event()
        self._is_enough = asyncio.Event()
        self._recording: asyncio.Task[None] | None = None
        self._paid_for_at = 0.0

    def note(self, said: Said) -> asyncio.Future[None]:
        """Store this soon. The future is done when it is stored; it has the error if that failed."""
        stored: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._noted.append((said, stored))
        if len(self._noted) >= _ENOUGH:
            self._is_enough.set()
        if self._recording is None:
            self._recording = asyncio.create_task(self._record_all())
        return stored

    def hurry(self) -> None:
        """Wait no longer for more."""
        if self._noted:
            self._is_urgent.set()

    async def _record_all(self) -> None:
        while self._noted:
            await _within(_WAIT_S, self._is_urgent)
            await _within(self._paid_for_at - (_AT_ONCE - 1) * _APART_S - monotonic(), self._is_enough)
            self._is_urgent.clear()
            self._is_enough.clear()
            self._paid_for_at = max(self._paid_for_at, monotonic()) + _APART_S
            noted, self._noted = self._noted, []
            await self._record(noted)
        self._recording = None

    async def _record(self, noted: Sequence[Noted]) -> None:
        """Store together; what can't be stored with the others fails alone."""
        try:
            await self._store([said for said, _ in noted])
        except Exception as error:
            if len(noted) > 1 and not is_transient(error):
                for alone in noted:
                    await self._record([alone])
                return
            for stored in _awaited(noted):
                stored.set_exception(error)
        else:
            for stored in _awaited(noted):
                stored.set_result(None)


def _awaited(noted: Sequence[Noted]) -> Iterator[asyncio.Future[None]]:
    """What somebody still waits for."""
    return (stored for _, stored in noted if not stored.done())


async def _within(seconds: float, happened: asyncio.Event) -> None:
    """Wait for it, but not longer."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await happened.wait()
