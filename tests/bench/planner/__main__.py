"""How good plans of terms are, and how long they take: `python -m tests.bench.planner`."""

import secrets
from collections.abc import Iterator
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from consultation.planning.term.problem import TermPlan

from .checking import points
from .planting import planted
from .running import TermRun, Took, run_term
from .single import SingleCase, best_three, best_three_of_all_days, earliest_slot
from .terms import SMALL, Planted, Size, generated

_MISSED_AT_MOST = 0.02
"""By how much of its cost a plan may be dearer than the planted plan."""
_SINGLE_MS = 50.0
_SINGLE_TIMES = 3.0
console = Console()


def main(
    seeds: Annotated[int, typer.Option(min=0, help="Generated terms, each on the next seed.")] = 3,
    seed: Annotated[int | None, typer.Option(help="The first seed; one that was never used when absent.")] = None,
    small: Annotated[
        bool, typer.Option("--small", help="Terms of five weeks with 40 cases, for a quick look.")
    ] = False,
) -> None:
    """Plan a term with a planted plan and some generated terms, beside each case at its earliest slot.

    Prints what each part of the objective costs in points, the gap to the bound, and the time and memory it took. Then
    how long one meeting takes with an empty term and with a booked term. Ends with 1 if a plan breaks a requirement or
    is more than 2 % dearer than the planted plan or dearer than one after the other. So it does if one meeting takes
    50 ms or more, or more than three times as long with a booked term; all weights 1 is printed for comparison.
    """
    size = SMALL if small else Size()
    first = secrets.randbelow(1_000_000_000) if seed is None else seed
    console.print(
        f"{size.counsellors} counsellors, {size.clb} CLB contacts, {size.coaches} coaches, {size.caseworkers}"
        f" caseworkers, {size.schools} rooms, {size.cases} cases, {size.series} series; seeds from {first} on"
    )
    broken = [*_terms(size, first, seeds), *_single_cases(size, first)]
    for what in broken:
        console.print(f"broken: {what}", style="red")
    raise typer.Exit(bool(broken))


def _terms(size: Size, first: int, seeds: int) -> Iterator[str]:
    term = planted(size, first)
    name = f"planted {first}"
    run = run_term(name, term.problem)
    best = _cost_of_the_planted(term, run.ours)
    _print(run, best)
    yield from run.broken
    if run.ours.cost > (1 + _MISSED_AT_MOST) * best:
        yield f"{name}: is {run.ours.cost / best - 1:.1%} dearer than the planted plan"
    for seed in range(first, first + seeds):
        run = run_term(f"generated {seed}", generated(size, seed))
        _print(run)
        yield from run.broken


def _single_cases(size: Size, seed: int) -> Iterator[str]:
    asked = {"earliest slot": earliest_slot(size, seed), "best three, weighed as a term": best_three(size, seed)}
    cases = {**asked, "best three, all weights 1": best_three_of_all_days(size, seed)}
    table = _table("one meeting, ms", "empty term", "booked term", "times", "longest")
    for name, case in cases.items():
        longest = max(case.empty_most, case.booked_most)
        table.add_row(name, f"{case.empty:.2f}", f"{case.booked:.2f}", f"{case.times_as_long:.2f}", f"{longest:.2f}")
    console.print(table)
    for name, case in asked.items():
        yield from _single_broken(name, case)


def _single_broken(name: str, case: SingleCase) -> Iterator[str]:
    if max(case.empty, case.booked) >= _SINGLE_MS:
        yield f"{name}: takes {_SINGLE_MS:.0f} ms or more"
    if case.times_as_long > _SINGLE_TIMES:
        yield f"{name}: takes {case.times_as_long:.1f} times as long with a booked term"


def _cost_of_the_planted(term: Planted, ours: TermPlan) -> int:
    best = TermPlan(bookings=term.bookings, agenda=term.agenda, unseen=(), not_held=(), paid=ours.paid, bound=0)
    return sum(points(term.problem, best).values())


def _print(run: TermRun, planted_cost: int | None = None) -> None:
    table = _table(run.name, "ours", "one after the other")
    for weight, cost in run.ours.paid.items():
        if cost or run.one_by_one.paid[weight]:
            table.add_row(weight, f"{cost:,}", f"{run.one_by_one.paid[weight]:,}")
    table.add_row("all, in points", f"{run.ours.cost:,}", f"{run.one_by_one.cost:,}")
    if planted_cost is not None:
        table.add_row(
            "of the planted plan", f"{run.ours.cost / planted_cost:.4f}", f"{run.one_by_one.cost / planted_cost:.4f}"
        )
    table.add_row("gap to the bound", f"{run.ours.gap:.1%}", "")
    table.add_row("cases not seen", str(len(run.ours.unseen)), str(len(run.one_by_one.unseen)))
    _add_took(table, run.took, run.one_by_one_took)
    console.print(table)


def _add_took(table: Table, ours: Took, other: Took) -> None:
    table.add_row("seconds", f"{ours.wall:.1f}", f"{other.wall:.1f}")
    table.add_row("seconds of processors", f"{ours.cpu:.1f}", f"{other.cpu:.1f}")
    table.add_row("memory at its most, MB", f"{ours.peak_mb:.0f}", "")


def _table(first: str, *others: str) -> Table:
    table = Table(box=None, padding=(0, 1))
    table.add_column(first, no_wrap=True)
    for heading in others:
        table.add_column(heading, justify="right")
    return table


if __name__ == "__main__":
    typer.run(main)
