"""The states of a session of a body, and what leads from one to another."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from consultation.domain.steps import state_after


class SessionStatus(StrEnum):
    """How far a session is."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class SessionStep(StrEnum):
    """What can be done to a session."""

    CHANGE = "change"
    HOLD = "hold"
    CANCEL = "cancel"
    ADD_ITEM = "agenda"
    DECIDE = "decisions"
    AGREE = "actions"
    MINUTE = "minutes"
    APPROVE = "approve"
    REPLY = "replies"


TRANSITIONS: Mapping[tuple[SessionStatus, SessionStep], SessionStatus] = MappingProxyType(
    {
        (SessionStatus.PLANNED, SessionStep.CHANGE): SessionStatus.PLANNED,
        (SessionStatus.PLANNED, SessionStep.ADD_ITEM): SessionStatus.PLANNED,
        (SessionStatus.PLANNED, SessionStep.REPLY): SessionStatus.PLANNED,
        (SessionStatus.PLANNED, SessionStep.CANCEL): SessionStatus.CANCELLED,
        (SessionStatus.PLANNED, SessionStep.HOLD): SessionStatus.HELD,
        (SessionStatus.HELD, SessionStep.HOLD): SessionStatus.HELD,
        (SessionStatus.HELD, SessionStep.DECIDE): SessionStatus.HELD,
        (SessionStatus.HELD, SessionStep.AGREE): SessionStatus.HELD,
        (SessionStatus.HELD, SessionStep.MINUTE): SessionStatus.HELD,
        (SessionStatus.HELD, SessionStep.APPROVE): SessionStatus.HELD,
    }
)


def after(status: SessionStatus, step: SessionStep) -> SessionStatus:
    """The state this step leads to. Raises IllegalTransition, naming the steps that are possible."""
    return state_after(TRANSITIONS, status, step)
