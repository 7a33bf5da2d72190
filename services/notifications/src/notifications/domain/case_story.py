"""What is known of a case: its openings and what ended them, in the order of the case's own versions."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from notifications.domain.about import Origin
from shared.domain.half_days import HalfDay
from shared.domain.school_year import SchoolYear


@dataclass(frozen=True, order=True, slots=True)
class MissedHalfDay:
    """A half day on which the pupil was absent without a valid reason."""

    date: date
    half_day: HalfDay


@dataclass(frozen=True, slots=True)
class CaseOpening:
    """A case was opened (or ``reopened``) at version ``sequence``. ``pupil`` is None once the person is erased."""

    sequence: int
    reopened: bool
    reference: str
    case_type: str
    person_id: UUID
    school: str
    pupil: str | None
    school_year: SchoolYear
    count: int | None
    half_days: tuple[MissedHalfDay, ...]
    opened_at: datetime
    origin: Origin


class Ending(StrEnum):
    """How an opening of a case can come to nothing."""

    WITHDRAWN = "withdrawn"
    """It had no ground after all: whoever was told gets a correction."""
    MERGED = "merged"
    """Another case goes on with it: nobody is mailed."""


@dataclass(frozen=True, slots=True)
class CaseEnding:
    """A case came to nothing at version ``sequence``."""

    sequence: int
    ending: Ending
    origin: Origin


@dataclass(frozen=True, slots=True)
class CaseStory:
    """All that arrived about a case, whatever order it arrived in."""

    case_id: UUID
    openings: tuple[CaseOpening, ...] = ()
    endings: tuple[CaseEnding, ...] = ()

    @property
    def latest(self) -> CaseOpening | None:
        """The newest opening."""
        return max(self.openings, key=lambda opening: opening.sequence, default=None)

    def opening(self, sequence: int) -> CaseOpening | None:
        """The opening at this version."""
        return next((opening for opening in self.openings if opening.sequence == sequence), None)

    def withdrawal_after(self, sequence: int) -> CaseEnding | None:
        """The first withdrawal after this version.

        A case is withdrawn when its lowest level falls, so that no opening before it has a ground left.
        """
        return min(
            (e for e in self.endings if e.ending is Ending.WITHDRAWN and e.sequence > sequence),
            key=lambda ending: ending.sequence,
            default=None,
        )

    def ended_after(self, sequence: int) -> bool:
        """Whether an opening at this version came to nothing."""
        return any(ending.sequence > sequence for ending in self.endings)
