"""How fast something gets through what waits for it."""

import asyncio
import os
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

_WARM_UP = 0.1
_POLL_S = 0.1


@dataclass(frozen=True)
class Measured:
    """``rate`` a second, between a tenth of the work and all of it.

    Of the process that did it: ``cpu_us`` in microseconds a mark over the same time, and ``peak_mb`` of memory.
    """

    rate: float
    cpu_us: float | None = None
    peak_mb: float | None = None


async def sustained(done: Callable[[], Awaitable[int]], count: int, pid: int | None = None) -> Measured:
    """Watch ``done`` rise to ``count``. The first tenth is left out: it holds the start."""
    began_at, began, cpu_s = None, 0, 0.0
    while True:
        now, number = monotonic(), await done()
        if began_at is None and number >= count * _WARM_UP:
            began_at, began, cpu_s = now, number, _cpu_s(pid)
        if number >= count:
            break
        await asyncio.sleep(_POLL_S)
    if began_at is None or began >= count:
        raise RuntimeError(f"{count} are too few to measure with")
    rate = (number - began) / (now - began_at)
    if pid is None:
        return Measured(rate)
    return Measured(rate, (_cpu_s(pid) - cpu_s) / (number - began) * 1e6, _peak_mb(pid))


def _cpu_s(pid: int | None) -> float:
    if pid is None:
        return 0.0
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _peak_mb(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    [line] = [line for line in status.splitlines() if line.startswith("VmHWM")]
    return int(line.split()[1]) / 1024
