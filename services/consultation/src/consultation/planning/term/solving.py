"""Solving a model the same way each time: one worker, and a limit on work rather than on time."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from ortools.sat.python import cp_model

Outcome = TypeVar("Outcome")


@dataclass(frozen=True)
class Solved(Generic[Outcome]):
    """What a solver found, if anything; a cost in points that nothing can be below; and the effort it took."""

    outcome: Outcome | None
    bound: int
    effort: float


def solve(
    model: cp_model.CpModel, effort: float, *, gap: float, read: Callable[[cp_model.CpSolver], Outcome]
) -> Solved[Outcome]:
    """Minimise, until nothing better than by this share is possible or the effort is spent.

    `effort` is deterministic time of CP-SAT: about a second of one core. The same model gives the same outcome.
    """
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = effort
    solver.parameters.relative_gap_limit = gap
    # The relaxation is what finds good plans here; long presolving finds little.
    solver.parameters.linearization_level = 2
    solver.parameters.max_presolve_iterations = 1
    solver.parameters.symmetry_level = 0
    solver.parameters.cp_model_probing_level = 0
    status = solver.solve(model)
    outcome = read(solver) if status in (cp_model.OPTIMAL, cp_model.FEASIBLE) else None
    return Solved(outcome, round(solver.best_objective_bound), solver.response_proto.deterministic_time)
