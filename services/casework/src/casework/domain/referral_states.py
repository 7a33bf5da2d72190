"""What can become of a referral: one table; what is not in it can't happen."""

from collections.abc import Mapping, Set
from enum import StrEnum
from types import MappingProxyType

from shared.domain.errors import IllegalTransition


class Receiver(StrEnum):
    """Who can be asked to take part in following a pupil."""

    CLB = "clb"
    NAFT = "naft"
    """A flexible trajectory (*naadloos flexibel traject*); asked through the CLB alone."""
    MUNICIPALITY = "municipality"
    """The education service of another municipality."""
    COUNSELLOR = "counsellor"
    """The counsellor of another school."""
    YOUTH_COACH = "youth-coach"


class ReferralStatus(StrEnum):
    """Where a referral stands. A CLB says no more than four of these words; nothing else is asked of it."""

    ASKED = "asked"
    RECEIVED = "received"
    TAKEN_UP = "taken-up"
    NOT_TAKEN_UP = "not-taken-up"
    CLOSED = "closed"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    DONE = "done"


class ReferralStep(StrEnum):
    """What is done with a referral."""

    RECEIVE = "receive"
    TAKE_UP = "take-up"
    NOT_TAKE_UP = "not-take-up"
    CLOSE = "close"
    ACCEPT = "accept"
    DECLINE = "decline"
    WITHDRAW = "withdraw"
    COMPLETE = "complete"


class ClbAnswer(StrEnum):
    """The words that a CLB answers with."""

    RECEIVED = "received"
    TAKEN_UP = "taken-up"
    NOT_TAKEN_UP = "not-taken-up"
    CLOSED = "closed"


_S, _D = ReferralStatus, ReferralStep

TRANSITIONS: Mapping[tuple[ReferralStatus, ReferralStep], ReferralStatus] = MappingProxyType(
    {
        (_S.ASKED, _D.RECEIVE): _S.RECEIVED,
        (_S.ASKED, _D.TAKE_UP): _S.TAKEN_UP,
        (_S.ASKED, _D.NOT_TAKE_UP): _S.NOT_TAKEN_UP,
        (_S.RECEIVED, _D.TAKE_UP): _S.TAKEN_UP,
        (_S.RECEIVED, _D.NOT_TAKE_UP): _S.NOT_TAKEN_UP,
        (_S.TAKEN_UP, _D.CLOSE): _S.CLOSED,
        (_S.ASKED, _D.ACCEPT): _S.ACCEPTED,
        (_S.ASKED, _D.DECLINE): _S.DECLINED,
        (_S.ACCEPTED, _D.COMPLETE): _S.DONE,
        (_S.ASKED, _D.WITHDRAW): _S.WITHDRAWN,
        (_S.RECEIVED, _D.WITHDRAW): _S.WITHDRAWN,
        (_S.TAKEN_UP, _D.WITHDRAW): _S.WITHDRAWN,
        (_S.ACCEPTED, _D.WITHDRAW): _S.WITHDRAWN,
    }
)

STEP_OF: Mapping[ClbAnswer, ReferralStep] = MappingProxyType(
    {
        ClbAnswer.RECEIVED: _D.RECEIVE,
        ClbAnswer.TAKEN_UP: _D.TAKE_UP,
        ClbAnswer.NOT_TAKEN_UP: _D.NOT_TAKE_UP,
        ClbAnswer.CLOSED: _D.CLOSE,
    }
)
"""What each answer of a CLB does."""

OF_CLB = frozenset(STEP_OF.values())
"""The steps that a CLB's answers are; the others accept, decline and complete."""
OF_OTHERS = frozenset({_D.ACCEPT, _D.DECLINE, _D.COMPLETE})
OF_ASKER = frozenset({_D.WITHDRAW})
"""What who asked does, whoever was asked."""

STANDING = frozenset(source for source, _ in TRANSITIONS)
"""The states of a referral that something can still become of."""


def steps_of(to: Receiver) -> Set[ReferralStep]:
    """What can be done with a referral to this receiver, whatever its state."""
    return OF_ASKER | (OF_CLB if to is Receiver.CLB else OF_OTHERS)


def after(status: ReferralStatus, step: ReferralStep, to: Receiver) -> ReferralStatus:
    """The state this step leads to. Raises IllegalTransition, naming the endpoints that are possible."""
    target = TRANSITIONS.get((status, step)) if step in steps_of(to) else None
    if target is None:
        raise IllegalTransition(endpoint_of(step), status.value, allowed(status, to))
    return target


def possible(status: ReferralStatus, to: Receiver) -> tuple[ReferralStep, ...]:
    """The steps from this state of a referral to this receiver."""
    return tuple(step for step in ReferralStep if (status, step) in TRANSITIONS and step in steps_of(to))


def allowed(status: ReferralStatus, to: Receiver) -> tuple[str, ...]:
    """The endpoints that are possible from this state."""
    return tuple(dict.fromkeys(endpoint_of(step) for step in possible(status, to)))


def endpoint_of(step: ReferralStep) -> str:
    """The endpoint that does this step: a CLB has one for its four answers."""
    return "answer" if step in OF_CLB else step.value
