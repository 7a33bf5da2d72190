"""The state machine of a case: one table; what is not in it can't happen."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from enum import Enum, StrEnum
from types import MappingProxyType

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
    ASSESS = "assess"
    START = "start"
    HOLD = "hold"
    RESUME = "resume"
    MONITOR = "monitor"
    """Followed from a distance, while attendance watches."""
    REQUEST_MEETING = "request-meeting"
    WITHDRAW = "withdraw"
    CLOSE = "close"
    APPROVE = "approve"
    """A coordinator answers whether the case may be closed as it was asked."""
    REOPEN = "reopen"
    TRANSFER = "transfer"


class Turn(StrEnum):
    """What its grounds and the days do to a case."""

    END_HOLD = "end-hold"
    REACTIVATE = "reactivate"
    """What was watched does not hold, or something came beside it."""
    PROPOSE_WITHDRAWAL = "propose-withdrawal"
    DROP_WITHDRAWAL = "drop-withdrawal"


class Stay(Enum):
    """Where a step leads that names no status of its own."""

    STATE_BEFORE = "the state before the hold, the proposal or the watch"
    UNCHANGED = "the same state"


Step = Action | Turn
NOTHING: Mapping[Action, str] = MappingProxyType({})
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
    Action.ASSESS: Transition({Status.NEW, Status.ASSESSMENT}, Status.ASSESSMENT),
    Action.START: Transition({Status.NEW, Status.ASSESSMENT}, Status.ACTIVE),
    Action.HOLD: Transition(OPEN - {Status.WITHDRAWAL_PROPOSED}, Status.ON_HOLD),
    Action.RESUME: Transition({Status.ON_HOLD, Status.MONITORING, Status.WITHDRAWAL_PROPOSED}, Stay.STATE_BEFORE),
    Action.MONITOR: Transition({Status.ACTIVE}, Status.MONITORING),
    Action.REQUEST_MEETING: Transition(OPEN, Stay.UNCHANGED),
    Action.WITHDRAW: Transition({Status.WITHDRAWAL_PROPOSED}, Status.WITHDRAWN),
    Action.CLOSE: Transition(OPEN, Status.CLOSED),
    Action.APPROVE: Transition(OPEN, Stay.UNCHANGED),
    Action.REOPEN: Transition(ENDED, Status.ACTIVE),
    Action.TRANSFER: Transition(OPEN, Stay.UNCHANGED),
    Turn.END_HOLD: Transition({Status.ON_HOLD}, Stay.STATE_BEFORE),
    Turn.REACTIVATE: Transition({Status.MONITORING}, Status.ACTIVE),
    Turn.PROPOSE_WITHDRAWAL: Transition(OPEN - {Status.WITHDRAWAL_PROPOSED}, Status.WITHDRAWAL_PROPOSED),
    Turn.DROP_WITHDRAWAL: Transition({Status.WITHDRAWAL_PROPOSED}, Stay.STATE_BEFORE),
}


def after(status: Status, step: Step, *, without: Mapping[Action, str] = NOTHING) -> Target:
    """Where a step leads from a status. A case can't do the actions ``without``, each with why.

    Raises IllegalTransition, with the endpoints that are possible.
    """
    transition = TRANSITIONS[step]
    if status not in transition.source or step in without:
        allowed = allowed_from(status, without=without.keys())
        why = without.get(step) if isinstance(step, Action) else None
        raise IllegalTransition(step.value, status.value, allowed, why=why)
    return transition.target


def allowed_from(status: Status, *, without: Set[Action] = frozenset()) -> tuple[str, ...]:
    """The endpoints that are possible in this status, but for ``without``."""
    return tuple(action.value for action in Action if status in TRANSITIONS[action].source and action not in without)


def reachable(*, without: Set[Step] = frozenset()) -> tuple[Status, ...]:
    """The states that a case can come to which can't make the steps ``without``, in the order of `Status`."""
    steps = [transition for step, transition in TRANSITIONS.items() if step not in without]
    reached, before = {Status.NEW}, set[Status]()
    while reached != before:
        before = set(reached)
        reached |= {step.target for step in steps if isinstance(step.target, Status) and reached & step.source}
    return tuple(status for status in Status if status in reached)
