"""One process of the stack: started, seen to be ready, ended; with the end of its log when something is wrong."""

import asyncio
import os
import signal
import sys
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from shared.local import launcher
from shared.local.errors import PartFailedError
from shared.local.forked_process import ForkedProcess
from shared.local.identity import AS_WE_ARE, Identity
from shared.local.log_file import last_lines, open_log

Process = asyncio.subprocess.Process | ForkedProcess

_FIRST_LOOK_S = 0.05
_LONGEST_LOOK_S = 0.3


class Program(Protocol):
    """What a child runs."""

    name: str

    async def prepare(self) -> "Launch":
        """Make ready what the program needs (data folder, ports) and say how to start it."""
        ...

    async def is_ready(self) -> bool:
        """Whether it does its work, asked the way its users would ask."""
        ...


@dataclass(frozen=True)
class Launch:
    """How a program is started and stopped. Limits in seconds; ``stopped`` is called after an end in good order.

    What ended before it was ready is noticed at once: the limit is for what hangs, and a machine that is full may need
    minutes.
    """

    command: tuple[str, ...]
    log: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    identity: Identity = AS_WE_ARE
    stop_signal: signal.Signals = signal.SIGTERM
    ready_limit_s: float = 300.0
    stop_limit_s: float = 30.0
    stopped: Callable[[], None] = lambda: None
    name: str = ""
    begin: "Begin | None" = None

    async def process(self) -> Process:
        """Start it, with ``begin`` if that is given. Raises what starting raises."""
        return await (self.begin or spawn)(self)


Begin = Callable[[Launch], Awaitable[Process]]


class Child:
    """A program's process. May be started again after it ended."""

    def __init__(self, program: Program, on_spawn: Callable[[], None] = lambda: None) -> None:
        self.program = program
        self._on_spawn = on_spawn
        self._process: Process | None = None
        self._launch: Launch | None = None

    @property
    def name(self) -> str:
        return self.program.name

    @property
    def pid(self) -> int | None:
        """The id of the running process; None while no process runs."""
        return self._process.pid if self._process and self._process.returncode is None else None

    async def start(self) -> None:
        """Start and wait until ready. Raises `PartFailedError` when it ends or takes too long."""
        self._launch = await self.program.prepare()
        self._process = await self._launch.process()
        self._on_spawn()
        try:
            await self._become_ready(self._launch)
        except BaseException:
            await self.stop(hurry=True)
            raise

    async def wait(self) -> int:
        """Wait for the process to end by itself or another's hand; its exit code, negative for a signal."""
        return await self._process.wait() if self._process else 0

    async def stop(self, *, hurry: bool = False) -> None:
        """Ask it to end, and when it hasn't within its limit (2 s in a hurry), kill it."""
        if not (self._process and self._launch):
            return
        self.send(self._launch.stop_signal)
        try:
            await asyncio.wait_for(self._process.wait(), 2.0 if hurry else self._launch.stop_limit_s)
            self._launch.stopped()
        except TimeoutError:
            self.send(signal.SIGKILL)
            await self._process.wait()

    def send(self, what: signal.Signals) -> None:
        """Send a signal; nothing happens when the process is gone."""
        if self.pid and self._process:
            self._process.send_signal(what)

    def last_words(self, lines: int = 20) -> str:
        """The end of its log."""
        return last_lines(self._launch.log, lines) if self._launch else ""

    async def _become_ready(self, launch: Launch) -> None:
        limit, pause = time.monotonic() + launch.ready_limit_s, _FIRST_LOOK_S
        while not await self.program.is_ready():
            if self.pid is None:
                raise self._failure(f"ended with exit code {await self.wait()} before it was ready", launch)
            if time.monotonic() > limit:
                raise self._failure(f"was not ready within {launch.ready_limit_s:.0f} s", launch)
            await asyncio.sleep(pause)
            pause = min(pause * 1.3, _LONGEST_LOOK_S)

    def _failure(self, what: str, launch: Launch) -> PartFailedError:
        return PartFailedError(f"{self.name} {what}. The end of {launch.log}:\n{self.last_words()}")


def launched(launch: Launch) -> list[str]:
    """The whole command line: the launcher, then the program it becomes."""
    who = launch.identity
    numbers = (os.getpid(), launch.stop_signal, who.user, who.group, who.reach)
    return [sys.executable, "-I", "-S", launcher.__file__, *(str(int(number)) for number in numbers), *launch.command]


async def spawn(launch: Launch, *, talking: bool = False) -> asyncio.subprocess.Process:
    """Start a process of its own; its standard input and output are pipes if it is ``talking``."""
    with open_log(launch.log) as log:
        return await asyncio.create_subprocess_exec(
            *launched(launch),
            stdin=asyncio.subprocess.PIPE if talking else asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE if talking else log,
            stderr=log,
            env={**os.environ, **launch.environment},
            start_new_session=True,
        )
