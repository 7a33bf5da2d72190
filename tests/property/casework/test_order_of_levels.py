"""Any order and repetition of the same signal events ends in the same case."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from casework.application.follow_levels import FollowLevels
from casework.application.open_by_level import OpenByLevel
from casework.application.rehouse_cases import RehouseCases
from casework.domain.case import Case
from casework.domain.signal import Signal
from casework.domain.states import Status
from casework.domain.terms import TermLengths
from casework.domain.timeline import Cause
from casework.domain.vocabulary import Outcome
from casework.testing.factories import BY_HAND, NOW, at, fallen, reached, withdrawn
from casework.testing.in_memory import Memory
from shared.runtime.ids import new_id
from shared.testing.clock import FixedClock


@st.composite
def stories(draw: st.DrawFn) -> tuple[list[Signal], list[Signal]]:
    """Some signals' events, and the same in another order with repetitions."""
    events: list[Signal] = []
    for number in range(draw(st.integers(1, 6))):
        signal = reached(draw(st.sampled_from([5, 10, 15, 30])), counted_at=at(number * 10), sequence=number * 2 + 1)
        events.append(signal)
        if draw(st.booleans()):
            events.append(withdrawn(signal))
    repeated = draw(st.lists(st.sampled_from(events), max_size=4))
    return events, draw(st.permutations(events + repeated))


async def told(memory: Memory, events: list[Signal]) -> Case | None:
    cases = OpenByLevel(FixedClock(NOW), TermLengths(), new_id)
    levels = FollowLevels(cases, RehouseCases(cases))
    for event in events:
        handle = levels.reached if event.reached else levels.withdrawn
        await handle(memory.unit, event, Cause(NOW, "attendance"))
    cases = [await memory.cases.get(case_id) for case_id in memory.stored]
    assert len(cases) <= 1
    return cases[0] if cases else None


def outcome(case: Case | None) -> Any:
    """What must not depend on the order."""
    if case is None:
        return None
    grounds = case.grounds
    return case.status, grounds.level, grounds.count, grounds.highest_ever, frozenset(case.signals.values())


@settings(deadline=None)
@given(stories())
async def test_order_and_repetition_of_levels_never_matter(story: tuple[list[Signal], list[Signal]]) -> None:
    events, shuffled = story
    expected, found = await told(Memory(), events), await told(Memory(), shuffled)
    assert expected is not None
    assert outcome(found) == outcome(expected)
    standing = {signal.level for signal in expected.signals.values() if signal.stands}
    lowest = min(signal.level for signal in expected.signals.values())
    assert expected.status is (Status.NEW if lowest in standing else Status.WITHDRAWAL_PROPOSED)


@settings(deadline=None)
@given(stories(), st.sampled_from(["closed", "withdrawn"]))
async def test_neither_do_they_after_a_case_has_ended(story: tuple[list[Signal], list[Signal]], end: str) -> None:
    found = []
    for events in story:
        memory = Memory()
        await told(memory, [reached(5)] if end == "closed" else [fallen(reached(5))])
        [case] = [await memory.cases.get(case_id) for case_id in memory.stored]
        if end == "closed":
            case.close(Outcome.OTHER, "reden", BY_HAND)
        else:
            case.withdraw("reden", BY_HAND)
        await memory.save(case)
        ended = await told(memory, events)
        assert ended is not None
        found.append((ended.status, ended.grounds.level, ended.grounds.highest_ever))
    assert found[0] == found[1]
    assert found[0][0] in {Status.ACTIVE, Status.WITHDRAWAL_PROPOSED}
