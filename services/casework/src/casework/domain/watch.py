"""What a case that is followed from a distance asked attendance to watch, and what attendance answers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from shared.domain.errors import InvalidField

MOST_SCHOOL_WEEKS = 100
MOST_CRITERIA = 10


class CriterionKind(StrEnum):
    """What attendance can watch."""

    NO_NEW_PROBLEMATIC = "no-new-problematic-half-day"
    """No half day of the term counts as problematic."""
    RATE_ABOVE = "rate-above"
    """Of the half days planned in the term, more than a share is attended."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that is watched for a number of school weeks; `rate`, 0 to below 1, is there for a rate alone.

    How many weeks and which rate is a local agreement: no Flemish source says either.
    """

    kind: CriterionKind
    school_weeks: int
    rate: float | None = None


@dataclass(frozen=True, slots=True)
class Watch:
    """What was asked last, and on which day: the day after is the first that is watched."""

    asked_on: date
    criteria: tuple[Criterion, ...]

    @classmethod
    def of(cls, asked_on: date, criteria: Iterable[Criterion]) -> "Watch":
        """A watch that can be asked. Raises InvalidField for criteria that can't be judged."""
        asked = tuple(criteria)
        if not 1 <= len(asked) <= MOST_CRITERIA:
            raise InvalidField("criteria", f"must be 1 to {MOST_CRITERIA}")
        for index, criterion in enumerate(asked):
            _check(criterion, f"criteria.{index}")
        return cls(asked_on, asked)

    @property
    def school_weeks(self) -> int:
        """How long the longest term is, in school weeks."""
        return max(criterion.school_weeks for criterion in self.criteria)

    @property
    def rate(self) -> float | None:
        """The highest rate that is asked; None without a rate."""
        return max((criterion.rate for criterion in self.criteria if criterion.rate is not None), default=None)

    def is_answered_by(self, answer: "WatchAnswer") -> bool:
        """Whether this watch is meant, and not an older watch of the same case.

        An answer that does not name its day is of this watch when it is about a day that this watch is about.
        """
        return answer.since > self.asked_on if answer.asked_on is None else answer.asked_on == self.asked_on


@dataclass(frozen=True, slots=True)
class WatchAnswer:
    """What attendance says of a watch: that it was broken, or that all of it held.

    ``since`` is the day that broke it, or the last day of the term. ``asked_on`` is the day on which that watch was
    asked; None if attendance does not say.
    """

    broken: bool
    criterion: str
    since: date
    asked_on: date | None


def _check(criterion: Criterion, field: str) -> None:
    if not 1 <= criterion.school_weeks <= MOST_SCHOOL_WEEKS:
        raise InvalidField(f"{field}.school_weeks", f"must be 1 to {MOST_SCHOOL_WEEKS}")
    if criterion.kind is CriterionKind.RATE_ABOVE:
        if criterion.rate is None or not 0 <= criterion.rate < 1:
            raise InvalidField(f"{field}.rate", f"must be 0 or more and below 1 for {criterion.kind}")
    elif criterion.rate is not None:
        raise InvalidField(f"{field}.rate", f"must be absent for {criterion.kind}")
