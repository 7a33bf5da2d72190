"""Any order and repetition of the same signal events ends in the same case."""

from datetime import datetime
from typing import Any
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.property.lengths import examples

from casework.application.follow_ground import follow_ground
from casework.domain.events import CaseEscalated, CaseEvent, EscalationWithdrawn
from casework.domain.states import Status
from casework.domain.timeline import Cause
from casework.testing.factories import (
    BY_HAND,
    LAST_YEAR,
    LENGTHS,
    NOW,
    THIS_YEAR,
    TRUANCY,
    at,
    fallen,
    reached,
    withdrawn,
)
from casework.testing.in_memory import Memory
from casework.types.truancy.case import TruancyCase
from casework.types.truancy.level import Level
from shared.domain.school_year import SchoolYear
from shared.runtime.clock import BRUSSELS
from shared.testing.clock import FixedClock

LAST_SPRING = datetime(2026, 5, 4, 9, 0, tzinfo=BRUSSELS)
FIRST = UUID("00000000-0000-7000-8000-0000000000f1")
RULES = ("problematic-half-days", "problematic-half-days", "netherlands-16-hours")


@st.composite
def stories(draw: st.DrawFn, years: tuple[SchoolYear, ...] = (THIS_YEAR,)) -> tuple[list[Level], list[Level]]:
    """Some signals' events, and the same in another order with repetitions."""
    events: list[Level] = []
    for number in range(draw(st.integers(1, 6))):
        signal = reached(
            draw(st.sampled_from([5, 10, 15, 30])),
            counted_at=at(number * 10),
            sequence=number * 2 + 1,
            school_year=draw(st.sampled_from(years)),
            rule=draw(st.sampled_from(RULES)),
        )
        events.append(signal)
        if draw(st.booleans()):
            events.append(withdrawn(signal))
    repeated = draw(st.lists(st.sampled_from(events), max_size=4))
    return events, draw(st.permutations(events + repeated))


async def told(memory: Memory, events: list[Level], now: datetime = NOW) -> TruancyCase | None:
    clock, cause = FixedClock(now), Cause(now, "attendance")
    for event in events:
        await follow_ground(memory.unit, event, case_type=TRUANCY, cause=cause, clock=clock, lengths=LENGTHS)
    cases = [await memory.cases.get(case_id) for case_id in memory.stored]
    assert len(cases) <= 1
    return cases[0] if cases else None


def outcome(case: TruancyCase | None) -> Any:
    """What must not depend on the order."""
    if case is None:
        return None
    grounds = case.levels
    shown = grounds.level, grounds.count, grounds.rule, grounds.school_year
    return case.status, shown, frozenset(case.grounds.values())


def ladders_that_stand(case: TruancyCase) -> set[tuple[SchoolYear, str]]:
    """Worked out apart: the school years and rules of which the lowest level there was holds."""
    levels: dict[tuple[SchoolYear, str], list[Level]] = {}
    for signal in case.grounds.values():
        levels.setdefault((signal.school_year, signal.rule), []).append(signal)
    return {
        ladder
        for ladder, signals in levels.items()
        if any(signal.stands for signal in signals if signal.level == min(other.level for other in signals))
    }


@settings(max_examples=examples(40, 100), deadline=None)
@given(stories())
async def test_order_and_repetition_of_levels_never_matter(story: tuple[list[Level], list[Level]]) -> None:
    events, shuffled = story
    expected, found = await told(Memory(), events), await told(Memory(), shuffled)
    assert expected is not None
    assert outcome(found) == outcome(expected)
    assert expected.status is (Status.NEW if ladders_that_stand(expected) else Status.WITHDRAWAL_PROPOSED)


@settings(max_examples=examples(40, 100), deadline=None)
@given(stories((LAST_YEAR, THIS_YEAR)))
async def test_neither_do_they_for_two_school_years(story: tuple[list[Level], list[Level]]) -> None:
    found = []
    for events in story:
        memory = Memory()
        await told(memory, [reached(5, school_year=LAST_YEAR, ground_id=FIRST)], now=LAST_SPRING)
        case = await told(memory, events)
        assert case is not None
        standing = ladders_that_stand(case)
        assert case.status is (Status.NEW if standing else Status.WITHDRAWAL_PROPOSED)
        check_what_was_told(memory.events, case, {year for year, _ in standing})
        found.append(outcome(case))
    assert found[0] == found[1]


def check_what_was_told(events: list[CaseEvent], case: TruancyCase, standing: set[SchoolYear]) -> None:
    """This year was told of and taken back in turns; in the end it is told of exactly when it stands."""
    turns = [
        isinstance(event, CaseEscalated)
        for event in events
        if isinstance(event, EscalationWithdrawn) or (isinstance(event, CaseEscalated) and event.new_school_year)
    ]
    assert turns == [number % 2 == 0 for number in range(len(turns))]
    is_told = bool(turns and turns[-1])
    assert is_told == (THIS_YEAR in case.told_years)
    if case.status is not Status.WITHDRAWAL_PROPOSED:
        assert is_told == (THIS_YEAR in standing)


@settings(max_examples=examples(40, 100), deadline=None)
@given(stories(), st.sampled_from(["closed", "withdrawn"]))
async def test_neither_do_they_after_a_case_has_ended(story: tuple[list[Level], list[Level]], end: str) -> None:
    found = []
    for events in story:
        memory = Memory()
        await told(memory, [reached(5)] if end == "closed" else [fallen(reached(5))])
        [case] = [await memory.cases.get(case_id) for case_id in memory.stored]
        if end == "closed":
            case.close("other", "reden", BY_HAND)
        else:
            case.withdraw("reden", BY_HAND)
        await memory.save(case)
        ended = await told(memory, events)
        assert ended is not None
        found.append((ended.status, ended.levels.level, ended.levels.rule))
    assert found[0] == found[1]
    assert found[0][0] in {Status.ACTIVE, Status.WITHDRAWAL_PROPOSED}
