"""The state machine of a case: one table; what is not in it can't happen."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from enum import Enum, StrEnum

from shared.domain.errors import IllegalTransition


class Status(StrEnum):
    """Where a case stands."""

    NEW = "new"
    """Opened; nobody has begun yet."""
    ASSESSMENT = "assessment"
    """Being looked into before work begins."""
    ACTIVE = "active"
    """Being worked on."""
    ON_HOLD = "on-hold"
    """Waits until a day."""
    MONITORING = "monitoring"
    """Followed from a distance."""
    WITHDRAWAL_PROPOSED = "withdrawal-proposed"
    """What it rests on no longer holds; a caseworker decides."""
    WITHDRAWN = "withdrawn"
    """Ended because its ground did not hold."""
    CLOSED = "closed"
    """Ended with an outcome."""


class Action(StrEnum):
    """What a person can do to a case, by the name of its endpoint."""

    ASSIGN = "assign"
    START = "start"
    HOLD = "hold"
    RESUME = "resume"
    REQUEST_MEETING = "request-meeting"
    WITHDRAW = "withdraw"
    CLOSE = "close"
    REOPEN = "reopen"


class Turn(StrEnum):
    """What its grounds and the days do to a case."""

    END_HOLD = "end-hold"
    PROPOSE_WITHDRAWAL = "propose-withdrawal"
    DROP_WITHDRAWAL = "drop-withdrawal"


class Stay(Enum):
    """Where a step leads that names no status of its own."""

    STATE_BEFORE = "the state before the hold or the proposal"
    UNCHANGED = "the same state"


Step = Action | Turn
Target = Status | Stay

ENDED = frozenset({Status.WITHDRAWN, Status.CLOSED})
OPEN = frozenset(Status) - ENDED


@dataclass(frozen=True, slots=True)
class Transition:
    """From which states to which state."""

    source: Set[Status]
    target: Target


TRANSITIONS: Mapping[Step, Transition] = {
    Action.ASSIGN: Transition(OPEN, Stay.UNCHANGED),
    Action.START: Transition({Status.NEW, Status.ASSESSMENT}, Status.ACTIVE),
    Action.HOLD: Transition(OPEN - {Status.WITHDRAWAL_PROPOSED}, Status.ON_HOLD),
    Action.RESUME: Transition({Status.ON_HOLD, Status.WITHDRAWAL_PROPOSED}, Stay.STATE_BEFORE),
    Action.REQUEST_MEETING: Transition(OPEN, Stay.UNCHANGED),
    Action.WITHDRAW: Transition({Status.WITHDRAWAL_PROPOSED}, Status.WITHDRAWN),
    Action.CLOSE: Transition(OPEN, Status.CLOSED),
    Action.REOPEN: Transition(ENDED, Status.ACTIVE),
    Turn.END_HOLD: Transition({Status.ON_HOLD}, Stay.STATE_BEFORE),
    Turn.PROPOSE_WITHDRAWAL: Transition(OPEN - {Status.WITHDRAWAL_PROPOSED}, Status.WITHDRAWAL_PROPOSED),
    Turn.DROP_WITHDRAWAL: Transition({Status.WITHDRAWAL_PROPOSED}, Stay.STATE_BEFORE),
}


def after(status: Status, step: Step, *, without: Set[Action] = frozenset()) -> Target:
    """Where a step leads from a status. A case can't do the actions ``without``.

    Raises IllegalTransition, with the endpoints that are possible.
    """
    transition = TRANSITIONS[step]
    if status not in transition.source or step in without:
        raise IllegalTransition(step.value, status.value, allowed_from(status, without=without))
    return transition.target


def allowed_from(status: Status, *, without: Set[Action] = frozenset()) -> tuple[str, ...]:
    """The endpoints that are possible in this status, but for ``without``."""
    return tuple(action.value for action in Action if status in TRANSITIONS[action].source and action not in without)
