"""Planning a term in a process of its own, so that neither its work nor its memory weigh on the service."""

import asyncio
import pickle
import sys
from asyncio.subprocess import PIPE
from dataclasses import replace
from time import monotonic

from consultation.planning.term.problem import Effort, TermPlan, TermProblem

_LONGEST = 300.0
_CHILD = ("-m", "consultation.planning.term.child")


class TermNotPlanned(Exception):
    """The process that plans a term ended without a plan, or took too long; the text names its exit code."""


async def plan_term(problem: TermProblem, effort: Effort | None = None, *, seconds: float = _LONGEST) -> TermPlan:
    """The plan of a term, as `planned` makes it. The same problem and effort give the same plan.

    Raises TermNotPlanned after so many `seconds`, and when the process ends without a plan.
    """
    begun = monotonic()
    process = await asyncio.create_subprocess_exec(sys.executable, *_CHILD, stdin=PIPE, stdout=PIPE)
    try:
        async with asyncio.timeout(seconds):
            written, _ = await process.communicate(pickle.dumps((problem, effort or Effort())))
    except TimeoutError:
        raise TermNotPlanned(f"no plan within {seconds:.0f} seconds") from None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode:
        raise TermNotPlanned(f"the process ended with {process.returncode}")
    plan: TermPlan = pickle.loads(written)  # noqa: S301  # what our own child wrote
    return replace(plan, seconds=monotonic() - begun)
