"""What has to be brought to notice when a day has passed."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class DeadlineKind(StrEnum):
    """What the day is for."""

    RESPOND_BY = "respond-by"
    """A day of the term to begin with a case."""
    STATE = "state"
    """A day of the term of a state."""
    HOLD_UNTIL = "hold-until"
    """The last day a case is on hold."""
    HAND_OVER_BY = "hand-over-by"
    """The last day to hand a case over to the school it was transferred to."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline of a case; it is due once ``last_day`` has passed."""

    case_id: UUID
    kind: DeadlineKind
    last_day: date
