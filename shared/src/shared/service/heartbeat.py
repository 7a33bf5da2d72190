"""What operations see of a service: a line a minute, gauges, and the checks behind its health."""

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
        async with self._engine.connect() as connection:
            backlog, oldest_s = await relay.backlog(connection)
            parked = await dead_letters.count_open(connection)
        metrics.OUTBOX_BACKLOG.set(backlog)
        metrics.OUTBOX_OLDEST_UNSENT.set(oldest_s)
        metrics.DEAD_LETTERS_OPEN.set(parked)
        lag = {"consumer_lag": await self._lag()} if self._handles_events else {}
        get_logger().info(
            "service.heartbeat", backlog=backlog, oldest_unsent_s=round(oldest_s, 1), **lag, dead_letters=parked
        )

    async def _lag(self) -> int:
        moving = await progress(self._consumers)
        for part in moving:
            metrics.CONSUMER_LAG.labels(topic=part.topic).set(part.lag)
            metrics.SECONDS_SINCE_POLL.labels(topic=part.topic).set(part.idle_s)
        return sum(part.lag for part in moving)

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
