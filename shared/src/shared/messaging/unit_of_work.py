"""One transaction: the change, the inbox row, dead letters and outgoing events, all or nothing."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AsyncExitStack
from functools import partial
from types import TracebackType
from typing import Generic, Never, Protocol, Self, TypeVar

from sqlalchemy.ext.asyncio import AsyncEngine

from shared.messaging import dead_letters, outbox
from shared.messaging.aggregates import Aggregate, take_events
from shared.messaging.envelope import Envelope
from shared.messaging.keys import Key
from shared.messaging.milestones import Milestone
from shared.messaging.outbox import Outgoing, Pending
from shared.messaging.record import Record
from shared.runtime import context
from shared.runtime.batching import BatchingConnection
from shared.runtime.clock import Clock
from shared.runtime.context import MessageContext
from shared.runtime.logging import get_logger

E = TypeVar("E", contravariant=True)


class UnitOfWork(Generic[E]):
    """A transaction as an async context manager: commits on a clean exit, rolls back on an exception.

    ``E`` is the type of the service's domain events. A service's own unit of work builds its repositories in
    ``opened``, names its ``milestones``, and saves aggregates in methods that end with ``take``.
    """

    milestones: Mapping[type[object], Milestone] = {}
    connection: BatchingConnection

    def __init__(
        self,
        engine: AsyncEngine,
        *,
        source: str,
        clock: Clock,
        to_outgoing: Callable[[E], Outgoing],
        committed: Callable[[], None] = lambda: None,
    ) -> None:
        """``source`` is the CloudEvents source, such as ``/casework``; ``committed`` is called when events wait."""
        self._engine = engine
        self._source = source
        self._to_outgoing = to_outgoing
        self._committed = committed
        self._pending: list[Pending] = []
        self._after_commit: list[Callable[[], None]] = []
        self._stack = AsyncExitStack()
        self.clock = clock

    def opened(self, connection: BatchingConnection) -> None:
        """Build the repositories of this transaction."""

    async def load(self, keys: Sequence[Key]) -> None:
        """Lock or read at once what is about to be handled.

        The frame calls this once in a transaction, after the inbox claim and before the handlers of some hundred
        events. ``keys`` are those that the subscriptions declare of these events: sorted, each once, at least one. A
        service overrides this with one statement for all keys of a kind, such as ``lock(self.connection, ids)`` for
        its persons. Its use cases stay right without: what was not loaded they read themselves.
        """

    def add(self, *events: E, caused_by: Envelope | None = None) -> None:
        """Send these domain events when the transaction commits, and log the milestones among them then.

        They belong to the story of the work at hand or, where given, of the event they were ``caused_by``.
        """
        cause = outbox.caused_by(caused_by) if caused_by else context.current()
        for event in events:
            self._pending.append(Pending(self._to_outgoing(event), cause))
            if milestone := self.milestones.get(type(event)):
                self._log_in(cause, milestone.name, milestone.fields(event))

    def take(self, *aggregates: Aggregate[E]) -> None:
        """Send the events that these aggregates collected, as ``add`` does, and empty their lists."""
        for aggregate in aggregates:
            self.add(*take_events(aggregate))

    def after_commit(self, callback: Callable[[], None]) -> None:
        """Call this once the transaction is committed, in the order asked for; never after a rollback.

        An error of a callback reaches the caller, though the transaction stays committed.
        """
        self._after_commit.append(callback)

    def log(self, event: str, **fields: object) -> None:
        """Log this once the transaction is committed, in the story of the work at hand."""
        self._log_in(context.current(), event, fields)

    async def park(self, record: Record, error: Exception, item: int | None = None) -> None:
        """Put a record, or the ``item``-th mark of its list, to the dead letters in this transaction."""
        await dead_letters.park(self.connection, record, error, item=item)

    async def __aenter__(self) -> Self:
        self._pending.clear()
        self.connection = BatchingConnection(await self._stack.enter_async_context(self._engine.begin()))
        self.opened(self.connection)
        return self

    async def __aexit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, traceback: TracebackType | None
    ) -> None:
        sends = bool(self._pending)
        after_commit, self._after_commit = self._after_commit, []
        try:
            await self._end(exc_type, exc, traceback)
        finally:
            self.connection.let_go()
        if exc is not None:
            return
        if sends:
            self._committed()
        for callback in after_commit:
            callback()

    async def _end(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if exc is None:
            try:
                await self.connection.write()
                await outbox.append(self.connection, self._pending, source=self._source, clock=self.clock)
            except BaseException as error:
                await self._stack.__aexit__(type(error), error, error.__traceback__)
                raise
        await self._stack.__aexit__(exc_type, exc, traceback)

    def _log_in(self, story: MessageContext, event: str, fields: Mapping[str, object]) -> None:
        self.after_commit(partial(_log, story, event, fields))


def _log(story: MessageContext, event: str, fields: Mapping[str, object]) -> None:
    with context.bound(story):
        get_logger().info(event, **fields)


# Of whatever service: a unit of work that takes no events of its own, but can commit, park and be opened.
AnyUnitOfWork = UnitOfWork[Never]

U = TypeVar("U", bound=AnyUnitOfWork, covariant=True)
D = TypeVar("D")
D_co = TypeVar("D_co", covariant=True)


class MakesUnits(Protocol[U, D_co]):
    """A service's class of units of work, as the factory calls it."""

    def __call__(
        self,
        engine: AsyncEngine,
        *,
        source: str,
        clock: Clock,
        to_outgoing: Callable[[D_co], Outgoing],
        committed: Callable[[], None],
    ) -> U: ...


class UnitOfWorkFactory(Generic[U]):
    """Makes a service's units of work. ``committed`` is set by the service runner, to wake the relay."""

    def __init__(
        self,
        kind: MakesUnits[U, D],
        engine: AsyncEngine,
        *,
        source: str,
        clock: Clock,
        to_outgoing: Callable[[D], Outgoing],
    ) -> None:
        def made(over: AsyncEngine) -> U:
            return kind(over, source=source, clock=self.clock, to_outgoing=to_outgoing, committed=self.committed)

        self.engine = engine
        self.clock = clock
        self.committed: Callable[[], None] = lambda: None
        self._made = made
        self._one_by_one = engine.execution_options(isolation_level="AUTOCOMMIT")

    def __call__(self) -> U:
        """A new unit of work, not yet begun."""
        return self._made(self.engine)

    def reading(self) -> U:
        """A unit of work that only reads, each statement by itself, without the cost of a transaction."""
        return self._made(self._one_by_one)
