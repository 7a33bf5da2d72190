"""Keeps processes running: starts again what died, ever later, and gives up on what keeps dying."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass

from shared.local.child import Child
from shared.local.errors import PartFailedError

Report = Callable[[str], None]
"""Told, in a sentence, what a person may want to know."""


@dataclass(frozen=True)
class RestartPolicy:
    """How patient the supervisor is. Times in seconds.

    A process that lived shorter than ``quick_death_s`` died quickly; after ``quick_deaths`` of those in a row it is
    given up. The wait before a restart begins at ``first_wait_s`` and doubles with every quick death.
    """

    first_wait_s: float = 0.5
    longest_wait_s: float = 15.0
    quick_death_s: float = 10.0
    quick_deaths: int = 5

    def wait_s(self, deaths: int) -> float:
        """The wait after so many quick deaths in a row."""
        return float(min(self.first_wait_s * 2 ** (deaths - 1), self.longest_wait_s))


class Supervisor:
    """Watches over children. Everything happens in one event loop."""

    def __init__(self, policy: RestartPolicy = RestartPolicy(), report: Report = lambda _sentence: None) -> None:
        self._policy = policy
        self._report = report
        self._watches: dict[str, asyncio.Task[None]] = {}
        self._children: dict[str, Child] = {}
        self._given_up: asyncio.Queue[PartFailedError] = asyncio.Queue()

    @property
    def children(self) -> dict[str, Child]:
        """The children by name, in the order in which they were started."""
        return self._children

    async def start(self, child: Child) -> None:
        """Start a child, wait until it is ready and watch over it from then on. Raises `PartFailedError`."""
        self._children[child.name] = child
        began = time.monotonic()
        await child.start()
        self._report(f"{child.name} is ready ({time.monotonic() - began:.1f} s)")
        self._watches[child.name] = asyncio.create_task(self._watch(child), name=f"watch {child.name}")

    async def stop(self, names: list[str], *, hurry: bool = False) -> None:
        """Stop children, all at once, and watch over them no longer."""
        stopping = [self._children[name] for name in names if name in self._children]
        for child in stopping:
            if watch := self._watches.pop(child.name, None):
                watch.cancel()
                await asyncio.wait([watch])
        await asyncio.gather(*(child.stop(hurry=hurry) for child in stopping))
        for child in stopping:
            del self._children[child.name]

    async def given_up(self) -> PartFailedError:
        """Wait until a child is given up; the error has its last log lines."""
        return await self._given_up.get()

    async def _watch(self, child: Child) -> None:
        deaths = 0
        while True:
            began = time.monotonic()
            code = await child.wait()
            deaths = deaths + 1 if time.monotonic() - began < self._policy.quick_death_s else 1
            self._report(f"{child.name} ended ({_ending(code)}); starting it again")
            if not await self._start_again(child, deaths):
                return

    async def _start_again(self, child: Child, deaths: int) -> bool:
        while deaths < self._policy.quick_deaths:
            await asyncio.sleep(self._policy.wait_s(deaths))
            try:
                await child.start()
            except PartFailedError as error:
                self._report(str(error))
                deaths += 1
            else:
                self._report(f"{child.name} is ready again")
                return True
        self._given_up.put_nowait(
            PartFailedError(f"{child.name} died {deaths} times in a row; its last lines:\n{child.last_words()}")
        )
        return False


def _ending(code: int) -> str:
    return f"signal {-code}" if code < 0 else f"exit code {code}"
