"""What casework wants to be seen before it lets a pupil go."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from shared.domain.errors import InvalidField

MOST_SCHOOL_WEEKS = 100


class CriterionKind(StrEnum):
    """The kinds of criteria, by their names on the wire and in the database."""

    NO_NEW_PROBLEMATIC = "no-new-problematic-half-day"
    """No half day of the term counts as problematic."""
    RATE_ABOVE = "rate-above"
    """Of the half days planned in the term, more than this share is attended."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that is watched for `school_weeks` school weeks; `rate` is there for a rate, 0 to below 1.

    How many weeks, and which rate, is a local agreement: no Flemish source says either. Raises InvalidField for a kind
    that nobody can judge, and for numbers that can't be.
    """

    kind: CriterionKind
    school_weeks: int
    rate: float | None = None

    def __post_init__(self) -> None:
        if self.kind not in set(CriterionKind):
            raise InvalidField("criteria.kind", f"must be {' or '.join(CriterionKind)}")
        if not 1 <= self.school_weeks <= MOST_SCHOOL_WEEKS:
            raise InvalidField("criteria.school_weeks", f"must be 1 to {MOST_SCHOOL_WEEKS}")
        if self.kind == CriterionKind.RATE_ABOVE and not (self.rate is not None and 0 <= self.rate < 1):
            raise InvalidField("criteria.rate", "must be 0 or more and below 1")

    def allows(self, absent: int, planned: int) -> bool:
        """Whether the rate is above the one asked for, with so many absences in so many planned half days."""
        assert self.rate is not None, "only a rate is asked"
        return Fraction(absent, planned) < 1 - Fraction(str(self.rate))
