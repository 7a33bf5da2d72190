"""The HTTP server of a service: uvicorn, with the signals and logs of the service."""

import asyncio
import contextlib
from collections.abc import Iterator
from types import TracebackType
from typing import Self

import uvicorn
from fastapi import FastAPI

from shared.runtime.settings import ServiceSettings

_START_LIMIT_S = 120.0
_TICK_S = 1.0


class QuietServer(uvicorn.Server):
    """A server that costs next to nothing at rest, and leaves signals to the program that it is a part of."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._ending = asyncio.Event()

    def end(self) -> None:
        """Have it finish its requests and end."""
        self.should_exit = True
        self._ending.set()

    async def main_loop(self) -> None:
        """Uvicorn's own looks ten times a second whether to end, which costs at rest, and renews the date once."""
        while not await self.on_tick(0):
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_TICK_S):
                    await self._ending.wait()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Signals are the service's business."""
        yield


class HttpServer:
    """Serves as an async context manager. ``port`` is known once it has been entered."""

    def __init__(self, app: FastAPI, settings: ServiceSettings) -> None:
        self._server = QuietServer(
            uvicorn.Config(
                app,
                host=settings.http_host,
                port=settings.http_port,
                log_config=None,
                access_log=False,
                server_header=False,
                lifespan="off",
                timeout_graceful_shutdown=int(settings.drain_timeout_s),
            )
        )
        self._task: asyncio.Task[None] | None = None
        self.port = settings.http_port

    async def __aenter__(self) -> Self:
        """Listen. Raises OSError when the port is taken."""
        self._task = asyncio.create_task(self._serve(), name="http")
        async with asyncio.timeout(_START_LIMIT_S):
            while not self._server.started:
                if self._task.done():
                    self._task.result()
                    raise OSError(f"cannot listen on port {self.port}; is it taken?")
                await asyncio.sleep(0.01)
        self.port = self._server.servers[0].sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._server.end()
        if self._task is not None:
            await self._task

    async def _serve(self) -> None:
        try:
            await self._server.serve()
        except SystemExit:  # how uvicorn says that the port is taken
            raise OSError(f"cannot listen on port {self.port}; is it taken?") from None
