"""What each part used: processor time and memory of its processes, transactions and fsyncs of each database."""

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import asyncpg
import psutil

_TRANSACTIONS = "SELECT datname, xact_commit FROM pg_stat_database WHERE datname = ANY($1)"
# One server has one log: a database's part are the fsyncs that its own connections waited for.
_FSYNCS_BY_DATABASE = """
    SELECT datname, sum(fsyncs) FROM pg_stat_activity, pg_stat_get_backend_io(pid) AS io
    WHERE datname = ANY($1) AND io.object = 'wal' GROUP BY datname
"""
_FSYNCS = "SELECT sum(fsyncs) FROM pg_stat_io WHERE object = 'wal'"
_ALL = "all"


@dataclass(frozen=True)
class Usage:
    """Since the start: seconds of processor, commits and fsyncs of the log. ``peak_mb`` is the most memory so far.

    Of PostgreSQL, which shares memory between its processes, it is what all of them have now.
    """

    cpu_s: Mapping[str, float]
    peak_mb: Mapping[str, float] = field(default_factory=dict)
    transactions: Mapping[str, int] = field(default_factory=dict)
    fsyncs: Mapping[str, int] = field(default_factory=dict)

    def since(self, before: "Usage") -> "Usage":
        """What came about after ``before``; memory stays what it is."""
        return Usage(
            {name: seconds - before.cpu_s.get(name, 0.0) for name, seconds in self.cpu_s.items()},
            self.peak_mb,
            {name: number - before.transactions.get(name, 0) for name, number in self.transactions.items()},
            {name: number - before.fsyncs.get(name, 0) for name, number in self.fsyncs.items()},
        )


async def usage(processes: Mapping[str, Sequence[int]], databases: Sequence[str], admin: asyncpg.Connection) -> Usage:
    """Everything up to now, of these databases."""
    return Usage(
        {name: sum(map(_cpu_s, pids)) for name, pids in processes.items()},
        {name: max(map(_peak_mb, pids)) for name, pids in processes.items() if pids},
        {row["datname"]: row["xact_commit"] for row in await admin.fetch(_TRANSACTIONS, databases)},
        await _fsyncs(admin, databases),
    )


async def _fsyncs(admin: asyncpg.Connection, databases: Sequence[str]) -> dict[str, int]:
    rows = await admin.fetch(_FSYNCS_BY_DATABASE, databases)
    by_database = {name: int(number) for name, number in rows}
    by_database[_ALL] = int(await admin.fetchval(_FSYNCS))
    return by_database


def _cpu_s(pid: int) -> float:
    """Of a process, its ended children, and the children it has."""
    with contextlib.suppress(psutil.NoSuchProcess):
        process = psutil.Process(pid)
        own = process.cpu_times()
        children = sum(_own_cpu_s(child) for child in process.children(recursive=True))
        return float(own.user + own.system + own.children_user + own.children_system + children)
    return 0.0


def _own_cpu_s(process: psutil.Process) -> float:
    with contextlib.suppress(psutil.NoSuchProcess):
        times = process.cpu_times()
        return float(times.user + times.system)
    return 0.0


def _peak_mb(pid: int) -> float:
    """The most a process had; where it has children, what they share counted once, and now."""
    with contextlib.suppress(psutil.NoSuchProcess, FileNotFoundError):
        children = psutil.Process(pid).children(recursive=True)
        if not children:
            return _kilobytes(Path(f"/proc/{pid}/status"), "VmHWM") / 1024
        together = [pid, *(child.pid for child in children)]
        return sum(_kilobytes(Path(f"/proc/{process}/smaps_rollup"), "Pss") for process in together) / 1024
    return 0.0


def _kilobytes(file: Path, name: str) -> int:
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        for line in file.read_text().splitlines():
            if line.startswith(f"{name}:"):
                return int(line.split()[1])
    return 0
