"""What is told of early signals."""

from dataclasses import dataclass
from uuid import UUID

from attendance.early_signals.domain.signal import EarlySignal


@dataclass(frozen=True, slots=True)
class EarlySignalRaised:
    """Something stands out in the attendance of a pupil enrolled at this school. No level, and no ground for a case."""

    signal: EarlySignal
    person_id: UUID
    school: str
    pupil: str
    level_of_education: str
