"""The two times a notice lives by."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from shared.runtime.clock import Clock


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Clocks:
    """The clock of the domain, and real time (UTC), which leases, pauses and links go by."""

    clock: Clock
    real_now: Callable[[], datetime] = _utc_now
