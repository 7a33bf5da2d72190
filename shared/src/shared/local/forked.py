"""Processes that are forked off one which has imported what they need: `ForkServer` starts them."""

import asyncio
import contextlib
import json
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import psutil

from shared.local.child import Launch, spawn
from shared.local.errors import PartFailedError
from shared.local.fork_server import Order
from shared.local.forked_process import ForkedProcess
from shared.local.log_file import last_lines, open_log

_MODULE = "-m"


class ForkServer:
    """The process that forks. It starts at once, or again with what is to be forked after it died.

    Its processes end with it, as they would with this process.
    """

    def __init__(self, log: Path) -> None:
        self._log = log
        self._server: asyncio.subprocess.Process | None = None
        self._readings: set[asyncio.Task[None]] = set()
        self._ordered: list[asyncio.Future[ForkedProcess]] = []
        self._running: dict[int, ForkedProcess] = {}
        self._starting = asyncio.Lock()

    @staticmethod
    def runs_here() -> bool:
        """Whether this system allows it."""
        return sys.platform == "linux"

    async def start(self) -> None:
        """Begin to import; what is ordered meanwhile waits."""
        async with self._starting:
            if self._server:
                return
            command = (sys.executable, _MODULE, "shared.local.fork_server")
            launch = Launch(command, log=self._log, environment={"PYTHONUNBUFFERED": "1"})
            self._server = await spawn(launch, talking=True)
            reading = asyncio.create_task(self._read(self._server), name="fork server")
            self._readings.add(reading)
            reading.add_done_callback(self._readings.discard)

    async def spawn(self, launch: Launch) -> ForkedProcess:
        """Run ``python -m MODULE ARGUMENT...`` in a fork. Raises `PartFailedError` if the server can't."""
        await self.start()
        if self._server is None or self._server.stdin is None:
            raise PartFailedError("the fork server has no standard input")
        open_log(launch.log).close()
        _, _, module, *arguments = launch.command
        order = Order(
            name=launch.name or module,
            module=module,
            arguments=arguments,
            environment={**os.environ, **launch.environment},
            log=str(launch.log),
            stop_signal=launch.stop_signal,
        )
        begun: asyncio.Future[ForkedProcess] = asyncio.get_running_loop().create_future()
        self._ordered.append(begun)
        self._server.stdin.write(order.line())
        return await begun

    async def stop(self) -> None:
        """End it; its processes have ended before."""
        if self._server and self._server.stdin:
            self._server.stdin.close()
        await asyncio.gather(*self._readings)

    async def _read(self, server: asyncio.subprocess.Process) -> None:
        """Take in what the server answers until it ends."""
        while server.stdout and (line := await server.stdout.readline()):
            answer = json.loads(line)
            if "code" in answer:
                self._running.pop(answer["pid"]).ended(answer["code"])
                continue
            process = self._running[answer["pid"]] = ForkedProcess(answer["pid"])
            begun = self._ordered.pop(0)
            if not begun.cancelled():
                begun.set_result(process)
        self._server = None  # from now on another one takes orders, also while processes of this one come to their end
        ordered, self._ordered = self._ordered, []
        running, self._running = self._running, {}
        await server.wait()
        await self._give_up(ordered, running)

    async def _give_up(
        self, ordered: Sequence[asyncio.Future[ForkedProcess]], running: Mapping[int, ForkedProcess]
    ) -> None:
        """Nobody tells any more how its processes end, but the system has told them to."""
        for begun in ordered:
            if not begun.done():
                begun.set_exception(PartFailedError(f"The fork server ended:\n{last_lines(self._log, 20)}"))
        for process in running.values():
            with contextlib.suppress(psutil.NoSuchProcess):
                await asyncio.to_thread(psutil.Process(process.pid).wait)
            process.ended(-signal.SIGTERM)
