"""The states of an activity, and what leads from one to another."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from consultation.domain.steps import state_after


class ActivityStatus(StrEnum):
    """How far an activity is."""

    PLANNED = "planned"
    """Being prepared; schools do not see it yet."""
    OPEN = "open"
    """Schools can register."""
    RUNNING = "running"
    """Under way, and closed for who did not register."""
    HELD = "held"
    """Over; numbers can still be put right."""
    CANCELLED = "cancelled"


class ActivityStep(StrEnum):
    """What can be done to an activity, by the last part of its endpoint."""

    CHANGE = "change"
    PLAN = "sessions"
    OPEN = "open"
    RUN = "run"
    REGISTER = "registrations"
    WITHDRAW = "withdraw"
    CONFIRM = "confirm"
    NOTE = "presence"
    COUNT = "stock"
    CERTIFY = "certificates"
    ATTACH = "attachments"
    HOLD = "hold"
    CANCEL = "cancel"


_P, _O, _R, _H = ActivityStatus.PLANNED, ActivityStatus.OPEN, ActivityStatus.RUNNING, ActivityStatus.HELD
_STAYS: Mapping[ActivityStep, tuple[ActivityStatus, ...]] = {
    ActivityStep.CHANGE: (_P, _O, _R, _H),
    ActivityStep.PLAN: (_P, _O, _R),
    ActivityStep.REGISTER: (_O,),
    ActivityStep.WITHDRAW: (_O, _R),
    ActivityStep.CONFIRM: (_O, _R),
    ActivityStep.NOTE: (_P, _O, _R, _H),
    ActivityStep.COUNT: (_P, _O, _R, _H),
    ActivityStep.CERTIFY: (_R, _H),
    ActivityStep.ATTACH: (_P, _O, _R, _H),
}

TRANSITIONS: Mapping[tuple[ActivityStatus, ActivityStep], ActivityStatus] = MappingProxyType(
    {
        **{(status, step): status for step, statuses in _STAYS.items() for status in statuses},
        (_P, ActivityStep.OPEN): _O,
        (_R, ActivityStep.OPEN): _O,
        (_P, ActivityStep.RUN): _R,
        (_O, ActivityStep.RUN): _R,
        (_P, ActivityStep.HOLD): _H,
        (_O, ActivityStep.HOLD): _H,
        (_R, ActivityStep.HOLD): _H,
        (_P, ActivityStep.CANCEL): ActivityStatus.CANCELLED,
        (_O, ActivityStep.CANCEL): ActivityStatus.CANCELLED,
        (_R, ActivityStep.CANCEL): ActivityStatus.CANCELLED,
    }
)


def after(status: ActivityStatus, step: ActivityStep) -> ActivityStatus:
    """The state this step leads to. Raises IllegalTransition, naming the steps that are possible."""
    return state_after(TRANSITIONS, status, step)
