"""The states of a school's request, and what leads from one to another."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from consultation.domain.steps import state_after


class RequestStatus(StrEnum):
    """How far a request is; the same for the offers of every service."""

    ASKED = "asked"
    PLANNED = "planned"
    DECLINED = "declined"
    DONE = "done"
    WITHDRAWN = "withdrawn"


class RequestStep(StrEnum):
    """What can be done to a request."""

    PLAN = "plan"
    DECLINE = "decline"
    FINISH = "done"
    WITHDRAW = "withdraw"


OPEN = (RequestStatus.ASKED, RequestStatus.PLANNED)
"""The states in which a school still waits for something. It has one such request for an offer."""

TRANSITIONS: Mapping[tuple[RequestStatus, RequestStep], RequestStatus] = MappingProxyType(
    {
        (RequestStatus.ASKED, RequestStep.PLAN): RequestStatus.PLANNED,
        (RequestStatus.ASKED, RequestStep.DECLINE): RequestStatus.DECLINED,
        (RequestStatus.ASKED, RequestStep.WITHDRAW): RequestStatus.WITHDRAWN,
        (RequestStatus.PLANNED, RequestStep.PLAN): RequestStatus.PLANNED,
        (RequestStatus.PLANNED, RequestStep.DECLINE): RequestStatus.DECLINED,
        (RequestStatus.PLANNED, RequestStep.WITHDRAW): RequestStatus.WITHDRAWN,
        (RequestStatus.PLANNED, RequestStep.FINISH): RequestStatus.DONE,
    }
)


def after(status: RequestStatus, step: RequestStep) -> RequestStatus:
    """The state this step leads to. Raises IllegalTransition, naming the steps that are possible."""
    return state_after(TRANSITIONS, status, step)
