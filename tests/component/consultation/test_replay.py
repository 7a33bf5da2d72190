"""The cases' topic read again from its start, though nobody remembers having read it, changes nothing."""

from typing import Any

from shared.contracts.casework_cases import (
    CaseClosed,
    CaseOpened,
    CaseReopened,
    CaseWithdrawn,
    MeetingRequested,
    WithdrawalDropped,
    WithdrawalProposed,
)

from .harness import Case, Harness


async def everything(harness: Harness, *cases: Case) -> list[Any]:
    """All that can be seen of the service."""
    return [[await harness.meetings_of(case) for case in cases], await harness.sent()]


async def test_a_replay_of_everything_changes_nothing(harness: Harness):
    first, second, unlucky = Case(), Case(), Case(school="125009")
    await harness.staff()
    events = [
        first.event(CaseOpened),
        first.event(MeetingRequested),
        unlucky.event(CaseOpened),
        unlucky.event(MeetingRequested),
        second.event(CaseOpened),
        second.event(MeetingRequested),
        first.event(WithdrawalProposed),
        first.event(WithdrawalDropped),
        first.event(MeetingRequested),
        second.event(CaseClosed, outcome="merged", merged_into=first.case_id),
        first.event(CaseWithdrawn),
        first.event(CaseReopened),
        first.event(MeetingRequested),
    ]
    for event in events:
        await harness.tell(event)
    before = await everything(harness, first, second, unlucky)
    assert [kind for kind, _ in before[1]].count("meeting-scheduled") == 4
    for event in events:
        await harness.tell(event)
    assert await everything(harness, first, second, unlucky) == before
