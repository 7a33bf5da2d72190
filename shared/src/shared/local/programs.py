"""Our own programs as processes of the stack: a service, the mail catcher, the proxy, the issuer."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from shared.local.child import Begin, Launch
from shared.local.knock import first_line
from shared.local.ports import LOCALHOST

_READY = b"GET /health/ready HTTP/1.0\r\nHost: localhost\r\n\r\n"
_ISSUER_READY = "GET {path}/.well-known/openid-configuration HTTP/1.0\r\nHost: localhost\r\n\r\n"


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

    def __init__(
        self, folder: Path, *, port: int, log: Path, maildir: Path | None = None, own_addresses: Sequence[str] = ()
    ) -> None:
        self._folder = folder
        delivery = (f"--maildir={maildir}", *(f"--deliver={address}" for address in own_addresses))
        self._delivery = delivery if maildir else ()
        self._port = port
        self._log = log

    async def prepare(self) -> Launch:
        options = (f"--folder={self._folder}", f"--port={self._port}", f"--host={LOCALHOST}", *self._delivery)
        return Launch(command=(sys.executable, "-m", "shared.local.mail_catcher", *options), log=self._log)

    async def is_ready(self) -> bool:
        return (await first_line(self._port)).startswith(b"220")


class FrontProgram:
    """``python -m shared.local.front``, which becomes Caddy; ready when it takes requests."""

    name = "front"

    def __init__(
        self,
        folder: Path,
        *,
        port: int,
        services: Mapping[str, str],
        issuer: str | None,
        sign_in_at: str,
        log: Path,
        begin: Begin | None,
    ) -> None:
        options = [f"--folder={folder}", f"--listen={LOCALHOST}:{port}", f"--sign-in-at={sign_in_at}"]
        options += [f"--service={service}={address}" for service, address in services.items()]
        self._options = [*options, f"--issuer={issuer}"] if issuer else options
        self._port = port
        self._log = log
        self._begin = begin

    async def prepare(self) -> Launch:
        return Launch(
            command=(sys.executable, "-m", "shared.local.front", *self._options),
            log=self._log,
            name=self.name,
            begin=self._begin,
        )

    async def is_ready(self) -> bool:
        return b" 200 " in await first_line(self._port, _READY)


class IssuerProgram:
    """``python -m shared.local.issuer``; ready when it says what it is."""

    name = "issuer"

    def __init__(
        self,
        *,
        port: int,
        path: str,
        web_url: str,
        secrets: Path,
        contacts: Path | None,
        organisations: Path | None,
        services: Sequence[str],
        log: Path,
        begin: Begin | None,
    ) -> None:
        self._options = [f"--port={port}", f"--web-url={web_url}", f"--path={path}", f"--secrets={secrets}"]
        self._options += [f"--service={service}" for service in services]
        files = {"contacts": contacts, "organisations": organisations}
        self._options += [f"--{name}={file.absolute()}" for name, file in files.items() if file]
        self._port = port
        self._request = _ISSUER_READY.format(path=path).encode()
        self._log = log
        self._begin = begin

    async def prepare(self) -> Launch:
        return Launch(
            command=(sys.executable, "-m", "shared.local.issuer", *self._options),
            log=self._log,
            environment={"PYTHONUNBUFFERED": "1"},
            name=self.name,
            begin=self._begin,
        )

    async def is_ready(self) -> bool:
        return b" 200 " in await first_line(self._port, self._request)
