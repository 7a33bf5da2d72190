"""What is known of an early signal."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from notifications.domain.about import Origin
from shared.domain.school_year import SchoolYear


@dataclass(frozen=True, slots=True)
class EarlySignal:
    """What stands out (``kind``) in a pupil's attendance at a school, in a period; both days are included.

    ``sequence`` is the version of the pupil's signals that told it. ``kind`` is None where it was not said.
    """

    sequence: int
    person_id: UUID
    school: str
    pupil: str
    level_of_education: str
    school_year: SchoolYear
    kind: str | None
    period_from: date
    period_until: date
    origin: Origin


@dataclass(frozen=True, slots=True)
class EarlySignalStory:
    """An early signal; without ``signal`` nothing of it is kept any more, or yet."""

    signal_id: UUID
    signal: EarlySignal | None = None
