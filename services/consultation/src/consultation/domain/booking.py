"""That a meeting has a time."""

from dataclasses import dataclass
from uuid import UUID

from consultation.domain.intervals import Interval


@dataclass(frozen=True, slots=True)
class Booking:
    """A meeting and its time."""

    meeting_id: UUID
    time: Interval
