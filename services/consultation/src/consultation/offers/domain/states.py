"""The states of an offer, and what leads from one to another."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from consultation.domain.steps import state_after


class OfferStatus(StrEnum):
    """Whether schools can have it."""

    OFFERED = "offered"
    WITHDRAWN = "withdrawn"


class OfferStep(StrEnum):
    """What can be done to an offer."""

    CHANGE = "change"
    WITHDRAW = "withdraw"
    RESTORE = "restore"


TRANSITIONS: Mapping[tuple[OfferStatus, OfferStep], OfferStatus] = MappingProxyType(
    {
        (OfferStatus.OFFERED, OfferStep.CHANGE): OfferStatus.OFFERED,
        (OfferStatus.OFFERED, OfferStep.WITHDRAW): OfferStatus.WITHDRAWN,
        (OfferStatus.WITHDRAWN, OfferStep.CHANGE): OfferStatus.WITHDRAWN,
        (OfferStatus.WITHDRAWN, OfferStep.RESTORE): OfferStatus.OFFERED,
    }
)


def after(status: OfferStatus, step: OfferStep) -> OfferStatus:
    """The state this step leads to. Raises IllegalTransition, naming the steps that are possible."""
    return state_after(TRANSITIONS, status, step)
