"""Every part of a running service, what waits for what, and the order in which they stop."""

import asyncio
import contextlib
import gc
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from fastapi import APIRouter, FastAPI
from sqlalchemy.ext.asyncio import AsyncEngine

from shared.contracts.catalogue import TOPICS
from shared.messaging import topics
from shared.messaging.consumers import Consumers
from shared.messaging.relay import Relay
from shared.messaging.replay import Replayer
from shared.messaging.subscriptions import AnySubscription
from shared.messaging.unit_of_work import AnyUnitOfWork, UnitOfWorkFactory
from shared.runtime.clock import Clock
from shared.runtime.health import Health
from shared.runtime.http.app import BeforeRoutes, create_app
from shared.runtime.http.idempotency_store import IdempotencyStore
from shared.runtime.logging import get_logger
from shared.runtime.settings import ServiceSettings
from shared.runtime.ticker import Ticker, end
from shared.service import migrating
from shared.service.dead_letters import DEAD_LETTER_TAGS, dead_letters_router
from shared.service.heartbeat import Heartbeat
from shared.service.server import HttpServer
from shared.service.setup import SETUP_TAGS, Setup, setup_router
from shared.service.web.dead_letter_pages import dead_letter_pages_router
from shared.service.web.operation_pages import operation_pages_router
from shared.service.web.setup_pages import setup_pages_router
from shared.service.web.story_pages import story_pages_router
from shared.web.assets import assets_router
from shared.web.pages import Pages
from shared.web.session.back_channel import back_channel_router
from shared.web.session.sessions import WebSessions
from shared.web.session.sign_in import sign_in_router
from shared.web.session.sign_out import sign_out_router

if TYPE_CHECKING:
    from shared.web.session.issuer import Issuer

U = TypeVar("U", bound=AnyUnitOfWork)

_RELAY_SWEEP_S = 1.0
_REPLAY_SWEEP_S = 2.0
_PURGE_S = 3600.0
_OBJECTS_OF_A_BATCH = 100_000
_RETRY_S = 1.0


@dataclass
class Service(Generic[U]):
    """One service with its parts, as its ``app.py`` wires them.

    ``publishes`` and the topics of ``subscriptions`` are created where they are missing. ``tickers`` run as long as the
    service does. ``pages`` are the service's own; their routes are among ``routers``. ``setup`` says what it lacks.
    ``before_routes`` runs before every route. ``prepare`` runs once the database is there, before the first event is
    handled. Where the settings leave events to other processes, this process does nothing but answer requests.
    ``stopping`` ends what requests would otherwise wait for when the service is to stop.
    """

    name: str
    settings: ServiceSettings
    clock: Clock
    engine: AsyncEngine
    units: UnitOfWorkFactory[U]
    migrations: Path
    publishes: Sequence[str] = ()
    subscriptions: Sequence[AnySubscription[U]] = ()
    tickers: Sequence[Ticker] = ()
    routers: Sequence[APIRouter] = ()
    before_routes: BeforeRoutes | None = None
    pages: Pages | None = None
    setup: Setup = field(default_factory=Setup)
    tags: Mapping[str, str] = field(default_factory=dict)
    health: Health = field(default_factory=Health)
    prepare: Callable[[], Awaitable[None]] | None = None
    stopping: Sequence[Callable[[], None]] = ()

    def __post_init__(self) -> None:
        settings = self.settings
        self.relay = Relay(self.engine, settings)
        self.consumers = Consumers(
            self.name,
            settings,
            subscriptions=self.subscriptions,
            units=self.units,
            drain_timeout_s=settings.drain_timeout_s,
        )
        self.heartbeat = Heartbeat(self.engine, self.consumers, self.health, handles_events=settings.handle_events)
        self.sessions = WebSessions(self.engine, self.name, settings)
        self.app = self._app()
        self.server = HttpServer(self.app, settings)
        self._ticking: list[asyncio.Task[None]] = []
        self._relay_ticker = Ticker("relay", _RELAY_SWEEP_S, self.relay.run_once)
        self.units.committed = self._relay_ticker.wake
        self.relay.wake = self._relay_ticker.wake

    def _app(self) -> FastAPI:
        pages = self.pages or Pages(self.name, self.settings)
        issuer = self._issuer()
        routers = (
            *self.routers,
            dead_letters_router(self.name, self.engine),
            operation_pages_router(self.name, pages, health=self.health, heartbeat=self.heartbeat),
            dead_letter_pages_router(self.name, pages, self.engine),
            setup_router(self.setup),
            setup_pages_router(self.name, pages, self.setup),
            story_pages_router(pages, self.settings.log_folder),
            sign_in_router(self.name, issuer, sessions=self.sessions, pages=pages),
            sign_out_router(self.name, issuer, sessions=self.sessions, pages=pages),
            back_channel_router(self.name, issuer, self.sessions),
            assets_router(),
        )
        return create_app(
            self.name,
            self.settings,
            engine=self.engine,
            routers=routers,
            before_routes=self.before_routes,
            health=self.health,
            sessions=self.sessions,
            problem_page=pages.problem,
            page_headers=pages.headers,
            tags={**self.tags, **DEAD_LETTER_TAGS, **SETUP_TAGS},
        )

    def _issuer(self) -> "Issuer | None":
        """Where people sign in; None if they can't. Its libraries take a tenth of a second to import."""
        if self.settings.sign_in_issuer is None:
            return None
        from shared.web.session.issuer import Issuer

        return Issuer(self.name, self.settings)

    async def run(self, stop: asyncio.Event) -> None:
        """Serve until ``stop`` is set, then finish the work at hand."""
        log = get_logger()
        log.info("service.started")
        async with self.running() as serving:
            stopped = asyncio.create_task(stop.wait())
            await asyncio.wait({stopped, serving}, return_when=asyncio.FIRST_COMPLETED)
            log.info("service.stopping")
            stopped.cancel()
            if serving.done():
                serving.result()
        log.info("service.stopped")

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[asyncio.Task[None]]:
        """The service in the background; the task fails when a part can't go on."""
        async with self.server:
            parts = asyncio.create_task(self._run_parts(), name=f"{self.name}-parts")
            try:
                yield parts
            finally:
                self.health.mark_stopping()
                for stop in self.stopping:
                    stop()
                await self._stop(parts)
        await self.engine.dispose()

    async def _run_parts(self) -> None:
        """Database first, then topics, then what reads and writes events."""
        handles_events = self.settings.handle_events
        await migrating.wait_until_current(self.engine, self.migrations)
        if handles_events:
            await self._begin_with_events()
        tickers = [
            Ticker("heartbeat", self.settings.heartbeat_interval_s, self.heartbeat.beat),
            Ticker("idempotency", _PURGE_S, IdempotencyStore(self.engine).purge),
            Ticker("web-sessions", _PURGE_S, self.sessions.purge),
            *(self._tickers_of_events() if handles_events else ()),
        ]
        self.health.mark_ready()
        # What is there by now stays, and a batch is no garbage: collections need not walk over either again and again.
        gc.freeze()
        gc.set_threshold(_OBJECTS_OF_A_BATCH, 20, 20)
        get_logger().info("service.ready", port=self.server.port, handles_events=handles_events)
        async with asyncio.TaskGroup() as group:
            self._ticking = [group.create_task(ticker.run(), name=ticker.name) for ticker in tickers]

    async def _begin_with_events(self) -> None:
        if self.prepare is not None:
            await self.prepare()
        await self._until_done(self._connect_to_broker)

    def _tickers_of_events(self) -> list[Ticker]:
        replayer = Replayer(self.units, self.consumers.handlings())
        return [self._relay_ticker, Ticker("replay", _REPLAY_SWEEP_S, replayer.run_once), *self.tickers]

    async def _connect_to_broker(self) -> None:
        names = {*self.publishes, *(subscription.topic for subscription in self.subscriptions)}
        await topics.create_missing(self.settings, [TOPICS[name] for name in sorted(names)])
        await self.consumers.start()

    async def _until_done(self, start: Callable[[], Awaitable[None]]) -> None:
        """Try to start until it works: the broker may come up after the service."""
        attempt = 1
        while True:
            try:
                return await start()
            except Exception as error:
                get_logger().warning("broker.lost", attempt=attempt, exc_info=error)
                attempt += 1
                await asyncio.sleep(min(_RETRY_S * attempt, 5.0))

    async def _stop(self, parts: asyncio.Task[None]) -> None:
        """Stop reading events, let tickers go, send what waits, then close."""
        await self.consumers.stop()
        await end(self._ticking)
        await end([parts])
        if not self.settings.handle_events:
            return
        with contextlib.suppress(Exception):  # what could not be sent is sent after the next start
            async with asyncio.timeout(self.settings.drain_timeout_s):
                await self.relay.run_once()
        await self.relay.stop()
