"""A server from Debian's packages, in a copy of this system that is gone once the server ends."""

import asyncio
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.interop.client import ClientFailedError

from shared.local.ports import LOCALHOST, free_port

_FOLDER = Path(__file__).parent
_PROGRAMS = ("unshare", "mount", "chroot", "apt-get", "dpkg-query")
_INSTALLED_S, _READY_S = 300, 30
_NOT_HERE = 77


class NotHereError(Exception):
    """The server can't be installed or run on this machine; the words say why."""


@dataclass(frozen=True)
class Server:
    """Where it listens, and the folder that it sees as `/interop`."""

    port: int
    files: Path

    @property
    def version(self) -> str:
        """The version of its package."""
        return (self.files / "version").read_text(encoding="utf-8").strip()


def missing() -> str | None:
    """Why no server can be run here; None if nothing speaks against it."""
    if sys.platform != "linux":
        return "needs Linux"
    if os.geteuid() != 0:
        return "needs root"
    absent = [program for program in _PROGRAMS if shutil.which(program) is None]
    return f"{', '.join(absent)} not installed" if absent else None


@asynccontextmanager
async def running(
    name: str, packages: Sequence[str], values: Mapping[str, object], *, files: Path | None = None
) -> AsyncIterator[Server]:
    """Install and start the server of a folder, on a free port; ``values`` fill its script, as does the port.

    ``files`` are copied to where it sees them. Raises NotHereError, and ClientFailedError where it does not start.
    """
    if reason := missing():
        raise NotHereError(reason)
    home = Path(tempfile.mkdtemp(prefix="flankerend-interop-"))
    try:
        home.chmod(0o755)
        server = Server(free_port(), home / "files")
        server.files.mkdir()
        if files:
            shutil.copytree(files, server.files, dirs_exist_ok=True)
            server.files.chmod(0o755)
        _write_script(name, server, values)
        async with _process(home, packages) as process:
            await _listens(process, server, home / "log")
            yield server
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _write_script(name: str, server: Server, values: Mapping[str, object]) -> None:
    script = (_FOLDER / name / "start.sh").read_text(encoding="utf-8")
    for word, value in {**values, "PORT": server.port}.items():
        script = script.replace(f"@{word}@", str(value))
    (server.files / "start.sh").write_text(script, encoding="utf-8")


@asynccontextmanager
async def _process(home: Path, packages: Sequence[str]) -> AsyncIterator[asyncio.subprocess.Process]:
    with (home / "log").open("wb") as log:
        process = await asyncio.create_subprocess_exec(
            *("unshare", "--mount", "--pid", "--fork", "--kill-child"),
            *("sh", str(_FOLDER / "root.sh"), str(home), "start.sh", *packages),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=log,
            stderr=asyncio.subprocess.STDOUT,
        )
    try:
        yield process
    finally:
        await _end(process)


async def _end(process: asyncio.subprocess.Process) -> None:
    """Kill the first process of the server's own numbering: all others there end before it is gone."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    first = children.read_text(encoding="ascii").split() if children.exists() else []
    if first:
        os.kill(int(first[0]), signal.SIGKILL)
    elif process.returncode is None:
        process.kill()
    await process.wait()


async def _listens(process: asyncio.subprocess.Process, server: Server, log: Path) -> None:
    installed = server.files / "version"
    try:
        async with asyncio.timeout(_INSTALLED_S):
            while not installed.exists() and process.returncode is None:
                await asyncio.sleep(0.2)
    except TimeoutError:
        raise NotHereError(f"not installed in {_INSTALLED_S} s") from None
    try:
        async with asyncio.timeout(_READY_S):
            while process.returncode is None:
                with suppress(OSError):
                    _, writer = await asyncio.open_connection(LOCALHOST, server.port)
                    writer.close()
                    return
                await asyncio.sleep(0.2)
    except TimeoutError:
        raise ClientFailedError(f"it does not listen; it said last: {_last(log)}") from None
    if process.returncode == _NOT_HERE or not installed.exists():
        raise NotHereError(_last(log))
    raise ClientFailedError(f"it ended with {process.returncode}; it said last: {_last(log)}")


def _last(log: Path) -> str:
    lines = log.read_text(encoding="utf-8", errors="replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "nothing")
