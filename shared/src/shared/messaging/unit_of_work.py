"""One transaction: the change, the inbox row, dead letters and outgoing events, all or nothing."""

from collections.abc import Callable
from contextlib import AsyncExitStack
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from shared.messaging import dead_letters, outbox
from shared.messaging.envelope import Envelope
from shared.messaging.outbox import Outgoing, Pending
from shared.messaging.record import Record
from shared.runtime import context
from shared.runtime.clock import Clock


class UnitOfWork:
    """A transaction as an async context manager: commits on a clean exit, rolls back on an exception.

    A service's own unit of work builds its repositories in ``opened``.
    """

    connection: AsyncConnection

    def __init__(
        self,
        engine: AsyncEngine,
        *,
        source: str,
        clock: Clock,
        to_outgoing: Callable[[Any], Outgoing],
        committed: Callable[[], None] = lambda: None,
    ) -> None:
        """``source`` is the CloudEvents source, such as ``/casework``; ``committed`` is called when events wait."""
        self._engine = engine
        self._source = source
        self._to_outgoing = to_outgoing
        self._committed = committed
        self._pending: list[Pending] = []
        self._stack = AsyncExitStack()
        self.clock = clock

    def opened(self, connection: AsyncConnection) -> None:
        """Build the repositories of this transaction."""

    def add(self, *events: Any, caused_by: Envelope | None = None) -> None:
        """Send these domain events when the transaction commits.

        They belong to the story of the work at hand or, where given, of the event they were ``caused_by``.
        """
        cause = outbox.caused_by(caused_by) if caused_by else context.current()
        self._pending.extend(Pending(self._to_outgoing(event), cause) for event in events)

    async def park(self, record: Record, error: Exception, item: int | None = None) -> None:
        """Put a record, or the ``item``-th mark of its list, to the dead letters in this transaction."""
        await dead_letters.park(self.connection, record, error, item)

    async def __aenter__(self) -> Self:
        self._pending.clear()
        self.connection = await self._stack.enter_async_context(self._engine.begin())
        self.opened(self.connection)
        return self

    async def __aexit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, traceback: TracebackType | None
    ) -> None:
        sends = bool(self._pending)
        if exc is None:
            try:
                await outbox.append(self.connection, self._source, self._pending, self.clock)
            except BaseException as error:
                await self._stack.__aexit__(type(error), error, error.__traceback__)
                raise
        await self._stack.__aexit__(exc_type, exc, traceback)
        if exc is None and sends:
            self._committed()


U = TypeVar("U", bound=UnitOfWork)


class UnitOfWorkFactory(Generic[U]):
    """Makes a service's units of work. ``committed`` is set by the service runner, to wake the relay."""

    def __init__(
        self, kind: type[U], engine: AsyncEngine, *, source: str, clock: Clock, to_outgoing: Callable[[Any], Outgoing]
    ) -> None:
        self.engine = engine
        self.clock = clock
        self.committed: Callable[[], None] = lambda: None
        self._kind = kind
        self._source = source
        self._to_outgoing = to_outgoing
        self._one_by_one = engine.execution_options(isolation_level="AUTOCOMMIT")

    def __call__(self) -> U:
        """A new unit of work, not yet begun."""
        return self._over(self.engine)

    def reading(self) -> U:
        """One that only reads, each statement by itself: what takes a statement or two is spared the transaction."""
        return self._over(self._one_by_one)

    def _over(self, engine: AsyncEngine) -> U:
        return self._kind(
            engine,
            source=self._source,
            clock=self.clock,
            to_outgoing=self._to_outgoing,
            committed=self.committed,
        )
