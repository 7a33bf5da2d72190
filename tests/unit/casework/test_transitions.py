"""The transition table: every state with every action."""

import pytest

from casework.domain.case import Case
from casework.domain.states import ENDED, OPEN, Action, Status, after, allowed_from
from casework.testing.factories import BY_HAND, TERMS, forgetful, opened
from shared.domain.errors import IllegalTransition

S = Status
BEFORE = "before"
SAME = "same"

# By hand, from the interface: what each endpoint does in each state; what is not here is refused.
EXPECTED: dict[Action, dict[Status, Status | str]] = {
    Action.ASSIGN: dict.fromkeys(OPEN, SAME),
    Action.REQUEST_MEETING: dict.fromkeys(OPEN, SAME),
    Action.START: {S.NEW: S.ACTIVE, S.ASSESSMENT: S.ACTIVE},
    Action.HOLD: {
        S.NEW: S.ON_HOLD,
        S.ASSESSMENT: S.ON_HOLD,
        S.ACTIVE: S.ON_HOLD,
        S.ON_HOLD: S.ON_HOLD,
        S.MONITORING: S.ON_HOLD,
    },
    Action.RESUME: {S.ON_HOLD: BEFORE, S.WITHDRAWAL_PROPOSED: BEFORE},
    Action.WITHDRAW: {S.WITHDRAWAL_PROPOSED: S.WITHDRAWN},
    Action.CLOSE: dict.fromkeys(OPEN, S.CLOSED),
    Action.REOPEN: {S.WITHDRAWN: S.ACTIVE, S.CLOSED: S.ACTIVE},
}


def case_in(status: Status) -> Case:
    case = opened(5, level_of_education="lager")  # no care meeting yet
    case.status = status
    if status is S.ON_HOLD:
        case.held_from = S.MONITORING
    if status is S.WITHDRAWAL_PROPOSED:
        case.proposed_from = S.MONITORING
    if status in ENDED:
        case.ended_at = BY_HAND.at
    return forgetful(case)


def do(action: Action, case: Case) -> None:
    {
        Action.ASSIGN: lambda: case.assign("cw-2", BY_HAND),
        Action.START: lambda: case.start(BY_HAND),
        Action.HOLD: lambda: case.hold(BY_HAND.at.date(), "reden", BY_HAND),
        Action.RESUME: lambda: case.resume(BY_HAND),
        Action.REQUEST_MEETING: lambda: case.request_meeting(TERMS, BY_HAND),
        Action.WITHDRAW: lambda: case.withdraw("reden", BY_HAND),
        Action.CLOSE: lambda: case.close("other", "reden", BY_HAND),
        Action.REOPEN: lambda: case.reopen("reden", TERMS, BY_HAND),
    }[action]()


@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize("action", list(Action))
def test_an_action_leads_where_the_interface_says_or_is_refused(action: Action, status: Status) -> None:
    case = case_in(status)
    expected = EXPECTED[action].get(status)
    if expected is None:
        with pytest.raises(IllegalTransition) as refused:
            do(action, case)
        assert case.status is status
        assert not case.events
        assert not case.entries
        assert refused.value.state == status.value
        assert set(refused.value.allowed) == {item.value for item in Action if status in EXPECTED[item]}
    else:
        do(action, case)
        assert case.status is {BEFORE: S.MONITORING, SAME: status}.get(str(expected), expected)
        assert case.entries


def test_what_is_allowed_is_named_by_endpoint() -> None:
    assert allowed_from(S.CLOSED) == ("reopen",)
    assert allowed_from(S.WITHDRAWAL_PROPOSED) == ("assign", "resume", "request-meeting", "withdraw", "close")


def test_a_refusal_names_the_action() -> None:
    with pytest.raises(IllegalTransition) as refused:
        after(S.NEW, Action.WITHDRAW)
    assert refused.value.action == "withdraw"
