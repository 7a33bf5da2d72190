"""What is told of schools' feeds."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from attendance.feeds.domain.feed import Silence
from shared.domain.school_year import SchoolYear


@dataclass(frozen=True, slots=True)
class FeedSilent:
    """A school that tells of every half day did not."""

    silence: Silence


@dataclass(frozen=True, slots=True)
class FeedHeard:
    """Something is known of each half day of a silence, or nothing is expected of it any more."""

    silence_id: UUID
    school: str
    school_year: SchoolYear
    concluded_at: datetime
