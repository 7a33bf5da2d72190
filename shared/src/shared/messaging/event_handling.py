"""Events are handled one after the other, many in one transaction, and each exactly once in the database."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from time import monotonic
from typing import Generic, TypeVar

from shared.contracts.contract import Contract
from shared.messaging import envelope as cloudevents
from shared.messaging import inbox, parsing
from shared.messaging.envelope import Envelope
from shared.messaging.errors import InvalidEvent
from shared.messaging.handling import Outcome, park
from shared.messaging.keys import Key
from shared.messaging.outbox import caused_by
from shared.messaging.parsing import Received
from shared.messaging.record import Record
from shared.messaging.retries import Retries, with_retries
from shared.messaging.subscriptions import Subscription
from shared.messaging.unit_of_work import AnyUnitOfWork, UnitOfWorkFactory
from shared.runtime import context
from shared.runtime.context import MessageContext
from shared.runtime.logging import get_logger
from shared.runtime.metrics import handled

U = TypeVar("U", bound=AnyUnitOfWork)


@dataclass(frozen=True, slots=True)
class _Step:
    """What one record is: an event or a tombstone to handle, something of no interest here, or an error."""

    record: Record
    story: MessageContext
    envelope: Envelope | None = None
    received: Received[Contract] | None = None
    tombstone: str | None = None
    error: Exception | None = None

    @property
    def is_wrong(self) -> bool:
        return self.error is not None

    @property
    def does_nothing(self) -> bool:
        return self.received is None and self.tombstone is None


class EventHandling:
    """Inbox rows, changes and outgoing events of all records that came together share one transaction.

    Together they are loaded and written; event by event, in their order, it is decided. What fails is halved until the
    event to blame is alone: it goes to the dead letters, and the others are handled.
    """

    def __init__(
        self,
        subscription: Subscription[U],
        units: UnitOfWorkFactory[U],
        *,
        consumer: str,
        retries: Retries | None = None,
    ) -> None:
        self._contracts = subscription.contracts
        self._is_wanted = {on.contract.event_type: on.is_wanted for on in subscription.handlers}
        self._parks_unknown = subscription.unknown_types == "dead-letter"
        self._takes_tombstones = subscription.on_tombstone is not None
        self._store = _Transaction(subscription, units, consumer=consumer).store
        self._park = partial(park, units)
        self._retries = retries or Retries()
        self.handled = 0

    async def handle(self, records: Sequence[Record]) -> None:
        """Handle records in order. The first ``handled`` of them are done or parked, also when this raises."""
        self.handled = 0
        steps = [self._made_out(record) for record in records]
        for are_wrong, of_a_kind in groupby(steps, key=lambda step: step.is_wrong):
            if are_wrong:
                for step in of_a_kind:
                    await self._handle_together([step])
            else:
                await self._handle_together(list(of_a_kind))

    def _made_out(self, record: Record) -> _Step:
        if record.value is None and self._takes_tombstones:
            return _Step(record, MessageContext(), tombstone=(record.key or b"").decode(errors="replace"))
        envelope = None
        try:
            envelope, data = cloudevents.read(record)
            return _Step(record, caused_by(envelope), envelope, self._received(envelope, data))
        except Exception as error:
            return _Step(record, caused_by(envelope) if envelope else MessageContext(), envelope, error=error)

    def _received(self, envelope: Envelope, data: bytes) -> Received[Contract] | None:
        received = parsing.event_of(envelope, data, self._contracts)
        if received is None and self._parks_unknown:
            raise InvalidEvent("type", f"expected one of {', '.join(self._contracts)}")
        if received is None:
            return None
        _ = envelope.version  # on our own topics every event has one
        return received if self._is_wanted[envelope.type](received.data) else None

    async def _handle_together(self, steps: Sequence[_Step]) -> None:
        started = monotonic()
        alone = len(steps) == 1
        with context.bound(steps[0].story if alone else MessageContext().child_of(None)):
            outcomes, attempt = await with_retries(
                lambda: self._attempt(steps),
                lambda error: self._narrow(steps, error),
                self._retries,
                of_several=not alone,
            )
        if outcomes is None and not alone:
            return
        self.handled += len(steps)
        duration_ms = round((monotonic() - started) * 1000, 1)
        parked: Sequence[Outcome] = ["parked"]
        for step, outcome in zip(steps, outcomes or parked, strict=True):
            if outcome != "ignored":
                _log(step, outcome, attempt=attempt, together=len(steps), duration_ms=duration_ms)
        if ignored := (outcomes or parked).count("ignored"):
            _log_ignored(steps[0].record.topic, ignored, duration_ms=duration_ms)

    async def _attempt(self, steps: Sequence[_Step]) -> Sequence[Outcome]:
        if error := steps[0].error:
            raise error
        if all(step.does_nothing for step in steps):
            return ["ignored"] * len(steps)
        return await self._store(steps)

    async def _narrow(self, steps: Sequence[_Step], error: Exception) -> None:
        """Find the event that is to blame by halving; the others are handled."""
        if len(steps) == 1:
            await self._park(steps[0].record, error)
            return
        middle = len(steps) // 2
        for half in (steps[:middle], steps[middle:]):
            await self._handle_together(half)


class _Transaction(Generic[U]):
    """Handles records in one transaction."""

    def __init__(self, subscription: Subscription[U], units: UnitOfWorkFactory[U], *, consumer: str) -> None:
        self._handlers = {on.contract.event_type: on for on in subscription.handlers}
        self._subscription = subscription
        self._units = units
        self._consumer = consumer

    async def store(self, steps: Sequence[_Step]) -> Sequence[Outcome]:
        """What became of each; in the database nothing until it returns."""
        async with self._units() as uow:
            events = [step.received.envelope for step in steps if step.received]
            unhandled = await inbox.claim(uow.connection, self._consumer, events)
            outcomes = [_outcome(step, unhandled) for step in steps]
            work = [step for step, outcome in zip(steps, outcomes, strict=True) if outcome == "processed"]
            if keys := sorted({key for step in work for key in self._keys(step)}):
                await uow.load(keys)
            for step in work:
                with context.bound(step.story):
                    await self._handle(uow, step)
        return outcomes

    def _keys(self, step: _Step) -> Sequence[Key]:
        if step.received:
            return tuple(self._handlers[step.received.envelope.type].keys(step.received.data))
        return tuple(self._subscription.tombstone_keys(step.tombstone or ""))

    async def _handle(self, uow: U, step: _Step) -> None:
        if step.received:
            await self._handlers[step.received.envelope.type].handler(uow, step.received)
        elif self._subscription.on_tombstone:
            await self._subscription.on_tombstone(uow, step.tombstone or "")


def _outcome(step: _Step, unhandled: set[tuple[str, str]]) -> Outcome:
    """What becomes of a record; of an event that came twice the first is handled, and taken out of ``unhandled``."""
    if step.received is None:
        return "ignored" if step.tombstone is None else "processed"
    event = step.received.envelope.source, step.received.envelope.id
    if event not in unhandled:
        return "duplicate"
    unhandled.remove(event)
    return "processed"


def _log(step: _Step, outcome: Outcome, *, attempt: int, together: int, duration_ms: float) -> None:
    handled(step.record.topic, outcome).inc()
    with context.bound(step.story):
        get_logger().info(
            "message.processed",
            topic=step.record.topic,
            event_id=step.envelope and step.envelope.id,
            event_type=step.envelope and step.envelope.type,
            outcome=outcome,
            attempt=attempt,
            records=together,
            duration_ms=duration_ms,
        )


def _log_ignored(topic: str, records: int, *, duration_ms: float) -> None:
    """One line for all that came together and is of no interest here: it belongs to no story of this service."""
    handled(topic, "ignored").inc(records)
    get_logger().info(
        "message.batch_processed",
        topic=topic,
        records=records,
        outcome="ignored",
        attempt=1,
        duration_ms=duration_ms,
    )
