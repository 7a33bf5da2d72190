"""A process that another process of ours has begun, and tells of."""

import asyncio
import contextlib
import os
import signal


class ForkedProcess:
    """A process of a fork server, seen as asyncio shows processes of its own."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._ended = asyncio.Event()

    async def wait(self) -> int:
        await self._ended.wait()
        return self.returncode or 0

    def send_signal(self, what: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, what)

    def ended(self, code: int) -> None:
        """It is gone; negative for a signal."""
        self.returncode = code
        self._ended.set()
