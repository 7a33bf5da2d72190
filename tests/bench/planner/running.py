"""One term that is planned in a process of its own, with what that took; and the same term one after the other."""

import os
import pickle
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from time import monotonic, process_time

from consultation.planning.term.board import Board
from consultation.planning.term.earliest import earliest
from consultation.planning.term.problem import Effort, TermPlan, TermProblem
from consultation.planning.term.telling import as_plan

from .checking import breaches, points

_CHILD = "consultation.planning.term.child"


@dataclass(frozen=True)
class Took:
    """Seconds by the clock and of processors; memory at its most, in MB; None where it is not a process of its own."""

    wall: float
    cpu: float
    peak_mb: float | None = None


@dataclass(frozen=True)
class TermRun:
    """Both plans of a term; `broken` says in words what is not as it has to be."""

    name: str
    ours: TermPlan
    one_by_one: TermPlan
    took: Took
    one_by_one_took: Took
    broken: tuple[str, ...]


def run_term(name: str, problem: TermProblem) -> TermRun:
    """Plan a term as the service does, and one after the other."""
    ours, took = _planned(problem)
    begun, used = monotonic(), process_time()
    one_by_one = as_plan(earliest(Board(problem)), bound=0)
    one_by_one_took = Took(monotonic() - begun, process_time() - used)
    broken = [
        *(f"{name}: {breach}" for breach in breaches(problem, ours)),
        *(f"{name}, one after the other: {breach}" for breach in breaches(problem, one_by_one)),
    ]
    if points(problem, ours) != ours.paid:
        broken.append(f"{name}: costs something else than it says")
    if ours.cost > one_by_one.cost:
        broken.append(f"{name}: costs more than one after the other")
    return TermRun(name, ours, one_by_one, took, one_by_one_took, tuple(broken))


def _planned(problem: TermProblem) -> tuple[TermPlan, Took]:
    """The plan of the process that the service starts too, whose use of processors and memory is its own."""
    with tempfile.TemporaryFile() as asked, tempfile.TemporaryFile() as written:
        pickle.dump((problem, Effort()), asked)
        asked.seek(0)
        begun = monotonic()
        process = subprocess.Popen([sys.executable, "-m", _CHILD], stdin=asked, stdout=written)
        _, status, used = os.wait4(process.pid, 0)
        wall = monotonic() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"the process that plans a term ended with {process.returncode}")
        written.seek(0)
        plan: TermPlan = pickle.load(written)
    return plan, Took(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
