"""What is known of a case: its openings and what ended them, in the order of the case's own versions."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from uuid import UUID

from notifications.domain.about import Origin
from shared.domain.half_days import HalfDay
from shared.domain.school_year import SchoolYear

_NEVER = datetime.max.replace(tzinfo=UTC)


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
    """Another case goes on with it: nobody is mailed, until that one is withdrawn."""


@dataclass(frozen=True, slots=True)
class CaseEnding:
    """A case came to nothing at version ``sequence``, at the moment ``at``; merged ``into`` another case."""

    sequence: int
    ending: Ending
    origin: Origin
    at: datetime
    into: UUID | None = None


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

    @property
    def went_on_in(self) -> frozenset[UUID]:
        """The cases that this one was merged into."""
        return frozenset(ending.into for ending in self.endings if ending.into)

    def going_on_in(self, other: "CaseStory") -> "CaseStory":
        """This story with what ``other`` tells of it: withdrawing that case withdraws what was merged into it.

        That ends when this case is opened again, because the persons parted.
        """
        handed_on = [
            replace(withdrawal, sequence=merger.sequence)
            for merger in self.endings
            if merger.into == other.case_id
            for withdrawal in other.endings
            if withdrawal.ending is Ending.WITHDRAWN and merger.at <= withdrawal.at < self._opened_again(merger)
        ]
        return replace(self, endings=(*self.endings, *handed_on))

    def _opened_again(self, merger: CaseEnding) -> datetime:
        later = (opening.opened_at for opening in self.openings if opening.sequence > merger.sequence)
        return min(later, default=_NEVER)

    def ended_after(self, sequence: int) -> bool:
        """Whether an opening at this version came to nothing."""
        return any(ending.sequence > sequence for ending in self.endings)
