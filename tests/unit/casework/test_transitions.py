"""The transition table: every state with every action."""

import pytest

from casework.domain.case import Case
from casework.domain.person import Enrolment, Pupil
from casework.domain.states import ENDED, OPEN, Action, Status, Turn, after, allowed_from, reachable
from casework.domain.transfer import transfer
from casework.domain.watch import Criterion, CriterionKind
from casework.testing.factories import BY_HAND, TERMS, forgetful, opened
from shared.domain.errors import IllegalTransition

S = Status
ELSEWHERE = Enrolment(Pupil("654321", "P-2"), "secundair", BY_HAND.at.date(), None)
BEFORE = "before"
SAME = "same"

# By hand, from the interface: what each endpoint does in each state; what is not here is refused.
EXPECTED: dict[Action, dict[Status, Status | str]] = {
    Action.ASSIGN: dict.fromkeys(OPEN, SAME),
    Action.REQUEST_MEETING: dict.fromkeys(OPEN, SAME),
    Action.ASSESS: {S.NEW: S.ASSESSMENT, S.ASSESSMENT: S.ASSESSMENT},
    Action.START: {S.NEW: S.ACTIVE, S.ASSESSMENT: S.ACTIVE},
    Action.HOLD: {
        S.NEW: S.ON_HOLD,
        S.ASSESSMENT: S.ON_HOLD,
        S.ACTIVE: S.ON_HOLD,
        S.ON_HOLD: S.ON_HOLD,
        S.MONITORING: S.ON_HOLD,
    },
    Action.RESUME: {S.ON_HOLD: BEFORE, S.MONITORING: S.ACTIVE, S.WITHDRAWAL_PROPOSED: BEFORE},
    Action.MONITOR: {S.ACTIVE: S.MONITORING},
    Action.WITHDRAW: {S.WITHDRAWAL_PROPOSED: S.WITHDRAWN},
    Action.CLOSE: dict.fromkeys(OPEN, S.CLOSED),
    Action.APPROVE: {},  # of no closure that was not asked
    Action.REOPEN: {S.WITHDRAWN: S.ACTIVE, S.CLOSED: S.ACTIVE},
    Action.TRANSFER: dict.fromkeys(OPEN, SAME),
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
        Action.ASSESS: lambda: case.assess({}, None, BY_HAND),
        Action.START: lambda: case.start(BY_HAND),
        Action.HOLD: lambda: case.hold(BY_HAND.at.date(), "reden", BY_HAND),
        Action.RESUME: lambda: case.resume(BY_HAND),
        Action.MONITOR: lambda: case.monitor([Criterion(CriterionKind.NO_NEW_PROBLEMATIC, 4)], BY_HAND),
        Action.REQUEST_MEETING: lambda: case.request_meeting(TERMS, BY_HAND),
        Action.WITHDRAW: lambda: case.withdraw("reden", BY_HAND),
        Action.CLOSE: lambda: case.close("other", "reden", BY_HAND),
        Action.APPROVE: lambda: case.approve(True, "reden", BY_HAND),
        Action.REOPEN: lambda: case.reopen("reden", TERMS, BY_HAND),
        Action.TRANSFER: lambda: transfer(case, ELSEWHERE, TERMS, cause=BY_HAND),
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
    allowed = ("assign", "resume", "request-meeting", "withdraw", "close", "transfer")
    assert allowed_from(S.WITHDRAWAL_PROPOSED, without={Action.APPROVE}) == allowed
    assert allowed_from(S.NEW, without={Action.APPROVE})[:3] == ("assign", "assess", "start")


def test_states_that_no_step_leads_to_are_not_reached() -> None:
    assert S.MONITORING not in reachable(without={Action.MONITOR})
    assert reachable(without={Action.ASSESS, Action.MONITOR, Turn.PROPOSE_WITHDRAWAL}) == (
        S.NEW,
        S.ACTIVE,
        S.ON_HOLD,
        S.CLOSED,
    )


def test_a_refusal_names_the_action() -> None:
    with pytest.raises(IllegalTransition) as refused:
        after(S.NEW, Action.WITHDRAW)
    assert refused.value.action == "withdraw"
