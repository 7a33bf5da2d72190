"""What operations see of a service: a line a minute, gauges, and the checks behind its health."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from shared.messaging import dead_letters, relay
from shared.messaging.consumers import Consumers
from shared.messaging.progress import Progress, progress
from shared.runtime import metrics
from shared.runtime.health import CheckResult, Health
from shared.runtime.logging import get_logger

_STUCK_S = 300.0  # a batch that takes longer, or a poll loop that stands still
_AWAY_S = 30.0
_OLDEST_UNSENT_S = 60.0


@dataclass(frozen=True, slots=True)
class Pulse:
    """How much waits. ``reading`` is how each topic is read by this process; None where it handles no events.

    ``backlog`` are the events to be sent; the oldest was written ``oldest_unsent_s`` seconds ago, 0.0 if none waits.
    """

    backlog: int
    oldest_unsent_s: float
    dead_letters: int
    reading: Sequence[Progress] | None

    @property
    def lag(self) -> int | None:
        """How many records this process has yet to handle; None where it handles none."""
        return None if self.reading is None else sum(part.lag for part in self.reading)


class Heartbeat:
    """Looks at backlog, lag and dead letters. ``beat`` is the job of a ticker."""

    def __init__(self, engine: AsyncEngine, consumers: Consumers, health: Health, *, handles_events: bool) -> None:
        self._engine = engine
        self._consumers = consumers
        self._handles_events = handles_events
        health.add("database", self._database_answers)
        if handles_events:
            health.add("consumers", self._consumers_move, liveness=True)
            health.add("broker", self._broker_answers)
            health.add("relay", self._relay_keeps_up)

    async def beat(self) -> None:
        """Write the heartbeat line and set the gauges."""
        pulse = await self.pulse()
        metrics.OUTBOX_BACKLOG.set(pulse.backlog)
        metrics.OUTBOX_OLDEST_UNSENT.set(pulse.oldest_unsent_s)
        metrics.DEAD_LETTERS_OPEN.set(pulse.dead_letters)
        for part in pulse.reading or ():
            metrics.CONSUMER_LAG.labels(topic=part.topic).set(part.lag)
            metrics.SECONDS_SINCE_POLL.labels(topic=part.topic).set(part.idle_s)
        get_logger().info(
            "service.heartbeat",
            backlog=pulse.backlog,
            oldest_unsent_s=round(pulse.oldest_unsent_s, 1),
            **({} if pulse.lag is None else {"consumer_lag": pulse.lag}),
            dead_letters=pulse.dead_letters,
        )

    async def pulse(self) -> Pulse:
        """How much waits now."""
        async with self._engine.connect() as connection:
            backlog, oldest_s = await relay.backlog(connection)
            parked = await dead_letters.count_open(connection)
        reading = await progress(self._consumers) if self._handles_events else None
        return Pulse(backlog, oldest_s, parked, reading)

    async def _consumers_move(self) -> CheckResult:
        stuck = [part.topic for part in await progress(self._consumers) if _is_stuck(part)]
        return CheckResult(not stuck, ", ".join(stuck) or None)

    async def _database_answers(self) -> CheckResult:
        async with self._engine.connect() as connection:
            await connection.execute(text("SELECT 1"))
        return CheckResult(True)

    async def _broker_answers(self) -> CheckResult:
        parts = await progress(self._consumers)
        away = [part.topic for part in parts if not part.running or part.idle_s > _AWAY_S]
        return CheckResult(not away, ", ".join(away) or None)

    async def _relay_keeps_up(self) -> CheckResult:
        async with self._engine.connect() as connection:
            backlog, oldest_s = await relay.backlog(connection)
        return CheckResult(oldest_s < _OLDEST_UNSENT_S, f"{backlog} waiting" if backlog else None)


def _is_stuck(part: Progress) -> bool:
    return part.busy_s > _STUCK_S
