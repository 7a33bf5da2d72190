"""Every plan of a term keeps to what is asked, costs what it says, and is near to the best there is."""

import asyncio
from collections import Counter
from dataclasses import replace
from functools import cache

import pytest
from tests.bench.planner.checking import breaches, points
from tests.bench.planner.planting import planted
from tests.bench.planner.rough import rough
from tests.bench.planner.terms import SMALL, generated

from consultation.planning.term.board import Board
from consultation.planning.term.earliest import earliest
from consultation.planning.term.plan_term import TermNotPlanned, plan_term
from consultation.planning.term.planning import planned
from consultation.planning.term.problem import Effort, TermPlan, TermProblem
from consultation.planning.term.telling import as_plan

SEEDS = range(6)


@cache
def plan_of(problem_of: object, seed: int) -> tuple[TermProblem, TermPlan]:
    problem = problem_of(seed)
    return problem, planned(problem, Effort())


def one_after_the_other(problem: TermProblem) -> TermPlan:
    return as_plan(earliest(Board(problem)), bound=0)


def small(seed: int) -> TermProblem:
    return generated(SMALL, seed)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("problem_of", [small, rough])
def test_a_plan_keeps_to_what_is_asked_and_costs_what_it_says(problem_of: object, seed: int) -> None:
    problem, plan = plan_of(problem_of, seed)
    assert breaches(problem, plan) == []
    assert points(problem, plan) == plan.paid
    assert plan.bound <= plan.cost


@pytest.mark.parametrize("seed", SEEDS)
def test_planning_one_after_the_other_keeps_to_what_is_asked_too(seed: int) -> None:
    problem = rough(seed)
    plan = one_after_the_other(problem)
    assert breaches(problem, plan) == []
    assert points(problem, plan) == plan.paid


@pytest.mark.parametrize("seed", SEEDS)
def test_a_plan_costs_at_most_two_per_cent_more_than_the_planted_plan(seed: int) -> None:
    term = planted(SMALL, seed)
    plan = planned(term.problem, Effort())
    best = TermPlan(bookings=term.bookings, agenda=term.agenda, unseen=(), not_held=(), paid=plan.paid, bound=0)
    assert breaches(term.problem, best) == []
    assert plan.cost <= 1.02 * sum(points(term.problem, best).values())
    assert breaches(term.problem, plan) == []


def test_plans_are_better_than_one_after_the_other_on_every_term() -> None:
    """All together; of a small term alone a trip more can be worth a day of waiting less."""
    after, before = Counter[str](), Counter[str]()
    for seed in SEEDS:
        problem, plan = plan_of(small, seed)
        greedy = one_after_the_other(problem)
        assert plan.cost < greedy.cost
        after.update(plan.paid)
        before.update(greedy.paid)
    assert {weight: (cost, before[weight]) for weight, cost in after.items() if cost > before[weight]} == {}


async def test_a_process_of_its_own_gives_the_same_plan_each_time() -> None:
    problem, plan = plan_of(small, 0)
    plans = await asyncio.gather(plan_term(problem), plan_term(problem))
    assert [replace(of_child, seconds=0.0) for of_child in plans] == [plan, plan]
    assert all(of_child.seconds > 0 for of_child in plans)


async def test_a_plan_that_takes_too_long_is_given_up() -> None:
    with pytest.raises(TermNotPlanned):
        await plan_term(small(0), seconds=0.01)
