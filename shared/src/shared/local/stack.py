"""The whole system on this machine, as ``flankerend up``, the demo and tests run it."""

import asyncio
import signal
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import ExitStack, asynccontextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

from shared.domain.roles import Role
from shared.local.child import Begin, Child, Program
from shared.local.clock import SHOWN, SetClock
from shared.local.environment import service_environment
from shared.local.errors import PartFailedError
from shared.local.forked import ForkServer
from shared.local.home import SERVICES, Home
from shared.local.kafka_jars import Progress
from shared.local.leftovers import end_leftovers
from shared.local.lock import only_run
from shared.local.parts import DOORS, PARTS, Parts
from shared.local.ports import LOCALHOST, require_free
from shared.local.programs import ServiceProgram
from shared.local.secret_file import Secrets
from shared.local.service_databases import ensure_database, without_password
from shared.local.settings import LocalSettings
from shared.local.state import RunningProcess, StackState
from shared.local.supervisor import Report, RestartPolicy, Supervisor
from shared.local.tokens import DEFAULT_LIFE_S, make_token


class Stack:
    """``async with Stack(home) as stack:`` everything runs inside, and has ended, drained, outside.

    ``now`` sets the clock. ``ports="free"`` takes free ports instead of the configured ports. ``contacts`` and
    ``organisations`` are the directory's files. ``durable=False`` is for data that need not outlive a crash of the
    machine. Raises a `LocalStackError` that says what to do.
    """

    def __init__(
        self,
        home: Path,
        *,
        now: datetime | None = None,
        ports: Literal["configured", "free"] = "configured",
        contacts: Path | None = None,
        organisations: Path | None = None,
        settings: LocalSettings | None = None,
        services: Sequence[str] = SERVICES,
        durable: bool = True,
        restarts: RestartPolicy = RestartPolicy(),  # noqa: B008
        report: Report = lambda _sentence: None,
        downloading: Progress = lambda _arrived, _all: None,
    ) -> None:
        self.home = Home(home.absolute())
        self.clock = SetClock(self.home.clock)
        settings = settings or LocalSettings()
        self.settings = settings.on_free_ports() if ports == "free" else settings
        self._now = now
        self._contacts = contacts
        self._organisations = organisations
        self.services = services
        self._durable = durable
        self._databases: dict[str, str] = {}
        self._report = report
        self._downloading = downloading
        self._supervisor = Supervisor(restarts, report)
        self._fork_server = ForkServer(self.home.log("fork-server")) if ForkServer.runs_here() else None
        self._held = ExitStack()
        self._hurry = False

    async def __aenter__(self) -> Self:
        began = time.monotonic()
        self._held.enter_context(only_run(self.home.lock))
        try:
            await end_leftovers(self.home.state)
            was_used = self.home.was_used
            self.secrets = Secrets.of(self.home.secrets)
            self._parts = Parts(self.home, self.settings, self.secrets, self._durable)
            self._require_free_ports()
            if self._now:
                self._set_clock(self._now, was_used=was_used)
            await self._start()
        except BaseException:
            await self._stop()
            raise
        self._report(f"everything is ready ({time.monotonic() - began:.1f} s)")
        return self

    async def __aexit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self._stop()

    @property
    def kafka(self) -> str:
        """Bootstrap servers."""
        return self._parts.bootstrap_servers

    @property
    def web_url(self) -> str:
        """The one address of the pages for people."""
        return self.settings.web_url

    @property
    def keeps_mail(self) -> bool:
        """Whether mails lie in ``home.mail`` rather than being sent."""
        return self.settings.smtp_host is None

    def service_url(self, service: str) -> str:
        """Where a service answers HTTP."""
        return f"http://{LOCALHOST}:{self.settings.port_of(service)}"

    def token(
        self, role: Role, *, school: str | None = None, contact: str | None = None, expires_in: int = DEFAULT_LIFE_S
    ) -> str:
        """A bearer token for the services of this stack."""
        return make_token(self.secrets.token, role, school=school, contact=contact, expires_in=expires_in)

    async def given_up(self) -> PartFailedError:
        """Wait until some part has died too often to go on."""
        return await self._supervisor.given_up()

    async def kill(self, name: str) -> None:
        """kill -9 one service or part (``kafka``, ``front``, ...); it will be started again."""
        child = self._supervisor.children[name]
        child.send(signal.SIGKILL)
        while child.pid:
            await asyncio.sleep(0.01)

    async def back(self, name: str) -> None:
        """Wait until a killed service or part is there again and ready."""
        child = self._supervisor.children[name]
        while not (child.pid and await child.program.is_ready()):
            await asyncio.sleep(0.05)

    def hurry(self) -> None:
        """Stop waiting for services to finish their work; what they have not committed is done again next time."""
        self._hurry = True
        for name in (*self.services, *DOORS):
            if child := self._supervisor.children.get(name):
                child.send(signal.SIGKILL)

    def _set_clock(self, time: datetime, *, was_used: bool) -> None:
        if was_used and self.clock.now() > time:
            self._report(f"the clock goes back from {self.clock.now():{SHOWN}}; what was done until then stays")
        self.clock.set(time)

    def _require_free_ports(self) -> None:
        for port, part, setting in self._parts.taken_ports():
            require_free(port, part, setting)
        for service in self.services:
            require_free(self.settings.port_of(service), service, f"FLANKEREND_{service.upper()}_PORT")

    async def _start(self) -> None:
        if self._fork_server:
            await self._fork_server.start()
        async with _together() as group:
            group.create_task(self._start_kafka())
            group.create_task(self._start_part(self._parts.mail_catcher()))
            group.create_task(self._start_databases())
            group.create_task(self._start_part(self._parts.front(self.services, self._begin)))
            group.create_task(self._start_part(self._issuer()))
        async with _together() as group:
            for service in self.services:
                group.create_task(self._start_part(self._program(service)))

    async def _start_kafka(self) -> None:
        await self._start_part(await self._parts.kafka(self._downloading))

    async def _start_databases(self) -> None:
        await self._start_part(self._parts.postgres())
        for service in self.services:
            name = f"{self.settings.database_prefix}{service}"
            password = self.secrets.service_role
            self._databases[service] = await ensure_database(self._parts.administrator_url, name, password)

    def _issuer(self) -> Program | None:
        return self._parts.issuer(
            self.services, contacts=self._contacts, organisations=self._organisations, begin=self._begin
        )

    def _program(self, service: str) -> ServiceProgram:
        return ServiceProgram(
            service,
            port=self.settings.port_of(service),
            environment=service_environment(
                self._parts,
                service,
                contacts=self._contacts,
                organisations=self._organisations,
                database_url=self._databases[service],
            ),
            log=self.home.log(service),
            begin=self._begin,
        )

    @property
    def _begin(self) -> Begin | None:
        return self._fork_server.spawn if self._fork_server else None

    async def _start_part(self, program: Program | None) -> None:
        if program:
            await self._supervisor.start(Child(program, on_spawn=self._write_state))

    async def _stop(self) -> None:
        try:
            await self._supervisor.stop([*DOORS, *self.services], hurry=self._hurry)
            if self._fork_server:
                await self._fork_server.stop()
            await self._supervisor.stop([*PARTS], hurry=self._hurry)
        finally:
            self._held.close()

    def _write_state(self) -> None:
        children = self._supervisor.children.values()
        StackState(
            home=str(self.home.folder),
            secrets=str(self.home.secrets),
            web=self.web_url,
            services={service: self.service_url(service) for service in self.services},
            databases={service: without_password(url) for service, url in self._databases.items()},
            kafka=self.kafka,
            smtp="{}:{}".format(*self._parts.smtp),
            mail=str(self.home.mail) if self.keeps_mail else None,
            processes={child.name: RunningProcess.of(child.pid) for child in children if child.pid},
        ).write(self.home.state)


@asynccontextmanager
async def _together() -> AsyncIterator[asyncio.TaskGroup]:
    """Tasks that end together when a task fails; raises the error of that task."""
    try:
        async with asyncio.TaskGroup() as group:
            yield group
    except BaseExceptionGroup as failures:
        raise failures.exceptions[0] from None
