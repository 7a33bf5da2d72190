"""A year of twelve secondary schools, planned each Monday, beside each case at its earliest slot."""

import pytest
from rich.console import Console
from rich.table import Table
from tests.bench.planner.year import Lived, lived, year_of

from consultation.planning.term.board import Board
from consultation.planning.term.earliest import earliest
from consultation.planning.term.planning import planned
from consultation.planning.term.problem import Effort, TermPlan, TermProblem
from consultation.planning.term.telling import as_plan

pytestmark = [pytest.mark.soak, pytest.mark.timeout(1500)]
_MOST_A_DAY = 6


def one_after_the_other(problem: TermProblem) -> TermPlan:
    return as_plan(earliest(Board(problem)), bound=0)


def as_the_service_plans(problem: TermProblem) -> TermPlan:
    return planned(problem, Effort())


@pytest.mark.parametrize("seed", [20270201, 20270202, 20270203])
def test_a_year_keeps_every_requirement_and_is_not_worse_than_earliest_slots(seed: int) -> None:
    year = year_of(seed)
    ours, others = lived(year, as_the_service_plans), lived(year, one_after_the_other)
    tell(ours, others)
    assert (ours.broken, others.broken) == ([], [])
    assert max(life.most_a_day["caseworker"] for life in (ours, others)) <= _MOST_A_DAY
    assert ours.share_in_time >= others.share_in_time
    assert sum(ours.paid.values()) <= sum(others.paid.values())


def tell(ours: Lived, others: Lived) -> None:
    """Print the year; `make soak` shows it with `-s`, and when the test fails."""
    table = Table("a year", "ours", "one after the other", box=None)
    for name, value in {
        "cases seen in time": lambda life: f"{life.share_in_time:.1%}",
        "meetings a caseworker a day, at most": lambda life: str(life.most_a_day["caseworker"]),
        "meetings held": lambda life: str(len(life.held)),
        "trips": lambda life: str(life.trips),
        "moves after the invitation": lambda life: str(life.moves),
        **{f"points: {weight}": lambda life, weight=weight: f"{life.paid[weight]:,}" for weight in ours.paid},
        "points": lambda life: f"{sum(life.paid.values()):,}",
    }.items():
        table.add_row(name, value(ours), value(others))
    Console(width=100).print(table)
