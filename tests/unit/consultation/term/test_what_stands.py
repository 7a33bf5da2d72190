"""A plan that stands moves only where it has to, or where that is worth more than moving."""

from dataclasses import replace

import pytest
from tests.bench.planner.checking import breaches
from tests.bench.planner.rough import rough, standing
from tests.bench.planner.terms import SMALL, generated

from consultation.domain.intervals import subtraction
from consultation.planning.term.planning import planned
from consultation.planning.term.problem import Effort, TermPlan, TermProblem


def moved(before: TermPlan, after: TermPlan) -> set[str]:
    keys = before.bookings.keys() | after.bookings.keys()
    return {key for key in keys if before.bookings.get(key) != after.bookings.get(key)}


@pytest.mark.parametrize("seed", range(4))
def test_nothing_moves_when_nothing_changed(seed: int) -> None:
    problem = rough(seed)
    plan = planned(problem, Effort())
    again = planned(standing(problem, plan, invited=True), Effort())
    assert moved(plan, again) == set()
    assert again.cost == plan.cost


def without(problem: TermProblem, contact: str, plan: TermPlan, key: str) -> TermProblem:
    """The problem, now that somebody is away at the time of a meeting."""
    time = plan.bookings[key].slot.time
    people = tuple(
        replace(person, free=subtraction(person.free, [time])) if person.contact_id == contact else person
        for person in problem.people
    )
    return replace(problem, people=people)


@pytest.mark.soak
def test_who_is_away_moves_that_meeting_and_fewer_others_than_a_plan_afresh() -> None:
    again_moved = afresh_moved = 0
    for seed in range(3):
        problem = generated(SMALL, seed)
        plan = planned(problem, Effort())
        key = next(iter(plan.bookings))
        contact = plan.bookings[key].slot.participants[0].contact_id
        changed = without(standing(problem, plan, invited=True), contact, plan, key)
        again = planned(changed, Effort())
        assert breaches(changed, again) == []
        assert key in moved(plan, again)
        again_moved += len(moved(plan, again))
        afresh_moved += len(moved(plan, planned(without(problem, contact, plan, key), Effort())))
    assert again_moved < afresh_moved


def test_a_fixed_meeting_stays_though_another_time_is_better() -> None:
    problem = generated(SMALL, 0)
    plan = planned(problem, Effort())
    # As planned for the first half of the cases, when the others were not there yet.
    few = planned(replace(problem, cases=problem.cases[::2], meetings=meetings_of(problem, 2)), Effort())
    held = {key: booking for key, booking in few.bookings.items() if key.startswith("session")}
    meetings = tuple(replace(m, stands=held[m.key], fixed=True) if m.key in held else m for m in problem.meetings)
    fixed = planned(replace(problem, meetings=meetings), Effort())
    assert {key: fixed.bookings[key] for key in held} == held
    assert fixed.cost >= plan.bound


def meetings_of(problem: TermProblem, nth: int) -> tuple[object, ...]:
    kept = {case.ad_hoc for case in problem.cases[::nth]}
    return tuple(meeting for meeting in problem.meetings if meeting.is_session or meeting.key in kept)
