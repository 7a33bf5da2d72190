"""The states of a meeting and every step between them."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from shared.domain.errors import IllegalTransition


class Status(StrEnum):
    """Where a meeting stands."""

    PROPOSED = "proposed"
    """Asked for; no slot has been found."""
    SCHEDULED = "scheduled"
    UNDER_REVIEW = "under-review"
    """Its case may be withdrawn: the slot is kept until that is decided."""
    HELD = "held"
    CANCELLED = "cancelled"


class Step(StrEnum):
    """What can be done with a meeting. `schedule`, `review` and `restore` are the system's own."""

    SCHEDULE = "schedule"
    REVIEW = "review"
    RESTORE = "restore"
    RESCHEDULE = "reschedule"
    RELAX = "relax"
    CANCEL = "cancel"
    COMPLETE = "complete"
    MINUTES = "minutes"


TRANSITIONS: Mapping[tuple[Status, Step], Status] = MappingProxyType(
    {
        (Status.PROPOSED, Step.SCHEDULE): Status.SCHEDULED,
        (Status.PROPOSED, Step.RESCHEDULE): Status.SCHEDULED,
        (Status.PROPOSED, Step.RELAX): Status.SCHEDULED,
        (Status.PROPOSED, Step.CANCEL): Status.CANCELLED,
        (Status.SCHEDULED, Step.RESCHEDULE): Status.SCHEDULED,
        (Status.SCHEDULED, Step.REVIEW): Status.UNDER_REVIEW,
        (Status.SCHEDULED, Step.CANCEL): Status.CANCELLED,
        (Status.SCHEDULED, Step.COMPLETE): Status.HELD,
        (Status.SCHEDULED, Step.MINUTES): Status.SCHEDULED,
        (Status.UNDER_REVIEW, Step.RESTORE): Status.SCHEDULED,
        (Status.UNDER_REVIEW, Step.CANCEL): Status.CANCELLED,
        (Status.UNDER_REVIEW, Step.COMPLETE): Status.HELD,
        (Status.UNDER_REVIEW, Step.MINUTES): Status.UNDER_REVIEW,
        (Status.HELD, Step.MINUTES): Status.HELD,
    }
)
"""State and step to the next state; a pair that is not here is not possible."""

_ENDPOINTS = (Step.RESCHEDULE, Step.RELAX, Step.CANCEL, Step.COMPLETE, Step.MINUTES)


def after(status: Status, step: Step) -> Status:
    """The state this step leads to. Raises IllegalTransition, naming the endpoints that are possible."""
    target = TRANSITIONS.get((status, step))
    if target is None:
        raise IllegalTransition(step, status, allowed(status))
    return target


def allowed(status: Status) -> tuple[str, ...]:
    """The endpoints that are possible in this state."""
    return tuple(step.value for step in _ENDPOINTS if (status, step) in TRANSITIONS)
