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

from .house import Case, House


async def everything(house: House, *cases: Case) -> list[Any]:
    """All that can be seen of the service."""
    return [[await house.meetings_of(case) for case in cases], await house.sent()]


async def test_a_replay_of_everything_changes_nothing(house: House):
    first, second, unlucky = Case(), Case(), Case(school="125009")
    await house.staff()
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
        await house.tell(event)
    before = await everything(house, first, second, unlucky)
    assert [kind for kind, _ in before[1]].count("meeting-scheduled") == 4
    for event in events:
        await house.tell(event)
    assert await everything(house, first, second, unlucky) == before
