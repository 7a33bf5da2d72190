"""The state machine of a notice, as one table."""

from notifications.domain.vocabulary import PENDING, Action, Status
from shared.domain.errors import IllegalTransition

_S = Status

TRANSITIONS: dict[Action, tuple[frozenset[Status], Status]] = {
    Action.WAIT: (PENDING, _S.QUEUED),
    Action.HAND_OVER: (PENDING, _S.SENDING),
    Action.PUT_BACK: (frozenset({_S.SENDING}), _S.QUEUED),
    Action.ACCEPT: (frozenset({_S.SENDING}), _S.SENT),
    Action.DEFER: (frozenset({_S.SENDING}), _S.DEFERRED),
    Action.BOUNCE: (frozenset({_S.SENDING}), _S.BOUNCED),
    Action.COME_BACK: (frozenset({_S.SENT}), _S.BOUNCED),
    Action.GIVE_UP: (PENDING | {_S.SENDING}, _S.FAILED),
    Action.FALL_BACK: (PENDING | {_S.SENDING, _S.BOUNCED}, _S.QUEUED),
    Action.CANCEL: (PENDING, _S.CANCELLED),
    Action.RETRY: (frozenset({_S.DEFERRED, _S.BOUNCED, _S.FAILED}), _S.QUEUED),
    Action.ACKNOWLEDGE: (frozenset({_S.SENT}), _S.SENT),
    Action.PRINT: (frozenset({_S.SENT}), _S.SENT),
}
"""From which states an action is possible, and the state it leads to."""

_ENDPOINTS = (Action.CANCEL, Action.RETRY)

RESEND = "resend"
RESENT = frozenset({_S.SENT, _S.BOUNCED, _S.FAILED, _S.CANCELLED})
"""States in which another contact can be told the same by a notice of its own; this notice stays as it is."""


def after(status: Status, action: Action) -> Status:
    """The state that follows. Raises IllegalTransition, with the endpoints that are possible, for another step."""
    sources, target = TRANSITIONS[action]
    if status not in sources:
        raise IllegalTransition(action, status, endpoints_from(status))
    return target


def endpoints_from(status: Status) -> tuple[str, ...]:
    """Names of the endpoints that may be called on a notice in this state."""
    changing = [action.value for action in _ENDPOINTS if status in TRANSITIONS[action][0]]
    return (*changing, *([RESEND] if status in RESENT else []))
