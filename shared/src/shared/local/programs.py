"""Our own programs as processes of the stack: a service, the mail catcher."""

import sys
from collections.abc import Mapping
from pathlib import Path

from shared.local.child import Begin, Launch
from shared.local.knock import first_line
from shared.local.ports import LOCALHOST

_READY = b"GET /health/ready HTTP/1.0\r\nHost: localhost\r\n\r\n"


class ServiceProgram:
    """``python -m <name> migrate``, then ``serve``, in one process; ready when it says so itself."""

    def __init__(
        self, name: str, *, port: int, environment: Mapping[str, str], log: Path, begin: Begin | None = None
    ) -> None:
        self.name = name
        self.url = f"http://{LOCALHOST}:{port}"
        self._port = port
        self._environment = environment
        self._log = log
        self._begin = begin

    async def prepare(self) -> Launch:
        return Launch(
            command=(sys.executable, "-m", "shared.service.in_turn", self.name, "migrate", "serve"),
            log=self._log,
            environment={"PYTHONUNBUFFERED": "1", "HTTP_PORT": str(self._port), **self._environment},
            stop_limit_s=25.0,
            name=self.name,
            begin=self._begin,
        )

    async def is_ready(self) -> bool:
        return b" 200 " in await first_line(self._port, _READY)


class MailCatcherProgram:
    """``python -m shared.local.mail_catcher``; ready when it greets."""

    name = "mail-catcher"

    def __init__(self, folder: Path, *, port: int, log: Path) -> None:
        self._folder = folder
        self._port = port
        self._log = log

    async def prepare(self) -> Launch:
        options = (f"--folder={self._folder}", f"--port={self._port}", f"--host={LOCALHOST}")
        return Launch(command=(sys.executable, "-m", "shared.local.mail_catcher", *options), log=self._log)

    async def is_ready(self) -> bool:
        return (await first_line(self._port)).startswith(b"220")
