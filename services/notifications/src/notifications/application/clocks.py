"""The two times a notice lives by."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from shared.runtime.clock import Clock


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Clocks:
    """The clock of the domain, and real time (UTC), which leases, pauses and links go by."""

    clock: Clock
    real_now: Callable[[], datetime] = _utc_now

    def stopped(self) -> "Clocks":
        """Both as they are now, for all notices of a batch."""
        real_now = self.real_now()
        return Clocks(_StoppedClock(self.clock.now()), lambda: real_now)


@dataclass(frozen=True, slots=True)
class _StoppedClock:
    moment: datetime

    def now(self) -> datetime:
        return self.moment

    def today(self) -> date:
        return self.moment.date()
