"""One build of the four services, as it is shipped: own processes, own databases, the same Kafka and PostgreSQL."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from tests.bench import parts

from shared.local.child import Child, Launch, Program, spawn
from shared.local.errors import PartFailedError
from shared.local.home import SERVICES
from shared.local.knock import first_line
from shared.local.log_file import last_lines
from shared.local.ports import LOCALHOST, free_port

from .catcher import Mailbox
from .load import NOW
from .profiles import profile_file

IN_MANY = ("casework", "consultation", "notifications")
_READY = b"GET /health/ready HTTP/1.0\r\nHost: localhost\r\n\r\n"
_SECRET = "of no use elsewhere, and long enough to be a key"


@dataclass(frozen=True)
class Build:
    """What is measured: the Python whose environment runs it."""

    name: str
    python: Path = Path(sys.executable)


@dataclass
class System:
    """A running build. ``processes`` are the first process of every part, by the part's name."""

    build: Build
    kafka: str
    databases: Mapping[str, str]
    mailbox: Mailbox
    smtp_port: int
    folder: Path
    children: Mapping[str, Sequence[Child]] = field(default_factory=dict)
    parts: Mapping[str, int] = field(default_factory=dict)

    @property
    def processes(self) -> dict[str, list[int]]:
        """The processes of each service and part."""
        children = {name: [child.pid for child in of_it if child.pid] for name, of_it in self.children.items()}
        return {**children, **{name: [pid] for name, pid in self.parts.items()}}

    def require_running(self) -> None:
        """Raises PartFailedError, with the end of its log, if a service or part has ended."""
        for name, children in self.children.items():
            for child in children:
                if child.pid is None:
                    raise PartFailedError(f"{name} has ended:\n{child.last_words()}")
        for name, pid in self.parts.items():
            if not Path(f"/proc/{pid}").exists():
                raise PartFailedError(f"{name} has ended")


@dataclass
class _Run:
    """A program that runs until it is stopped; ready when ``asks`` is answered with ``answer``."""

    name: str
    command: tuple[str, ...]
    port: int
    log: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    asks: bytes = b""
    answer: bytes = b"220"

    async def prepare(self) -> Launch:
        return Launch(command=self.command, log=self.log, environment=self.environment, stop_limit_s=60.0)

    async def is_ready(self) -> bool:
        return self.answer in await first_line(self.port, self.asks)


@dataclass(frozen=True, kw_only=True)
class Wish:
    """How a build is to run: its settings, contacts, how many processes, which services, which of them profiled."""

    contacts: str
    environment: Mapping[str, str] = field(default_factory=dict)
    services: Sequence[str] = SERVICES
    processes: int = 1
    profile: str | None = None


@asynccontextmanager
async def running(build: Build, wish: Wish) -> AsyncIterator[System]:
    """The build with everything it needs, on fresh data that go when this ends."""
    async with parts.running() as below, AsyncExitStack() as stack:
        databases = {name: await below.database(name) for name in wish.services}
        mailbox, smtp_port = Mailbox(below.folder), free_port()
        catcher = await _start(stack, _catcher(smtp_port, below.folder))
        system = System(build, below.kafka, databases, mailbox, smtp_port, below.folder)
        system.parts = {**below.processes, "mail catcher": catcher.pid or 0}
        environment = _environment(system, wish)
        async with asyncio.TaskGroup() as group:
            for name in wish.services:
                group.create_task(_migrate(system, name, environment))
        async with asyncio.TaskGroup() as group:
            starting = {
                name: [
                    group.create_task(_start(stack, _service(system, wish, name, number, environment)))
                    for number in range(wish.processes if name in IN_MANY else 1)
                ]
                for name in wish.services
            }
        system.children = {name: [task.result() for task in tasks] for name, tasks in starting.items()}
        yield system


async def _start(stack: AsyncExitStack, program: Program) -> Child:
    child = Child(program)
    stack.push_async_callback(child.stop)
    await child.start()
    return child


async def _migrate(system: System, name: str, environment: Mapping[str, str]) -> None:
    command = (str(system.build.python), "-m", name, "migrate")
    own = {**environment, "DATABASE_URL": system.databases[name]}
    log = system.folder / f"{name}.log"
    process = await spawn(Launch(command=command, log=log, environment=own))
    try:
        code = await process.wait()
    except asyncio.CancelledError:
        process.kill()
        raise
    if code != 0:
        raise PartFailedError(f"{name} migrate failed. The end of {log}:\n{last_lines(log, 20)}")


def _service(system: System, wish: Wish, name: str, number: int, environment: Mapping[str, str]) -> _Run:
    port = free_port()
    own = {"DATABASE_URL": system.databases[name], "HTTP_PORT": str(port)}
    profiling = ("-m", "cProfile", "-o", str(profile_file(name))) if name == wish.profile else ()
    return _Run(
        name,
        (str(system.build.python), *profiling, "-m", name, "serve"),
        port,
        system.folder / f"{name}-{number}.log",
        {**environment, **own},
        _READY,
        b" 200 ",
    )


@asynccontextmanager
async def start_catcher(folder: Path) -> AsyncIterator[int]:
    """The mail catcher alone; its port."""
    async with AsyncExitStack() as stack:
        port = free_port()
        await _start(stack, _catcher(port, folder))
        yield port


def _catcher(port: int, folder: Path) -> _Run:
    command = (sys.executable, "-m", "tests.bench.chain.catcher", str(port), str(folder))
    return _Run("mail catcher", command, port, folder / "catcher.log")


def _environment(system: System, wish: Wish) -> dict[str, str]:
    contacts, clock = system.folder / "contacts.csv", system.folder / "clock.json"
    contacts.write_text(wish.contacts)
    ahead = datetime.fromisoformat(NOW) - datetime.now(UTC)
    clock.write_text(json.dumps({"offset_seconds": ahead.total_seconds()}))
    return {
        "KAFKA_BOOTSTRAP_SERVERS": system.kafka,
        "HTTP_HOST": LOCALHOST,
        "FLANKEREND_TOKEN_SECRET": _SECRET,
        "FLANKEREND_INSZ_SECRET": _SECRET,
        "FLANKEREND_ACKNOWLEDGEMENT_SECRET": _SECRET,
        "FLANKEREND_CLOCK_FILE": str(clock),
        "FLANKEREND_CONTACTS_FILE": str(contacts),
        "FLANKEREND_SMTP_HOST": LOCALHOST,
        "FLANKEREND_SMTP_PORT": str(system.smtp_port),
        "FLANKEREND_HANDLE_EVENTS": "true",
        "PYTHONPATH": "",
        **wish.environment,
    }
