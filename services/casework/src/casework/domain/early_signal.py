"""Early signals that wait for a caseworker, who accepts or declines them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from casework.domain.case_type import CaseType, CaseTypes
from casework.domain.ground import Ground
from casework.domain.vocabulary import OpenedBy


class DeclineReason(StrEnum):
    """Why no case is opened on an early signal; a list of a local agreement."""

    FOLLOWED_ALREADY = "followed-already"
    """The school or a partner follows the pupil."""
    NO_CONCERN = "no-concern"
    """Somebody asked, and there is no worry."""
    WRONG_DATA = "wrong-data"
    """The half days that it rests on are not right."""
    MOVED = "moved"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class AwaitingSignal:
    """An early signal that no case rests on, since when it waits, and the type of case that it would open."""

    ground: Ground
    received_at: datetime
    case_type: CaseType


@dataclass(frozen=True, slots=True)
class Decline:
    """That an early signal was declined: why, when, and who declined."""

    signal_id: UUID
    reason: DeclineReason
    by: str
    at: datetime


def opens(ground: Ground, case_types: CaseTypes) -> CaseType | None:
    """The type of case that a person can open on this ground; None for what is no early signal."""
    if ground.kind != OpenedBy.EARLY_SIGNAL or not ground.stands:
        return None
    return next((case_type for case_type in case_types if isinstance(ground, case_type.grounds)), None)
