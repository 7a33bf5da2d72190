"""What attendance said of a child's enrolment: that none is known, and whether that still holds."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Self
from uuid import UUID

from shared.domain.school_year import SchoolYear


@dataclass(frozen=True, slots=True)
class EnrolmentGap:
    """That no enrolment of a resident child of compulsory age is known, with what was said about it so far.

    Its two events may arrive in either order. ``settled``: an enrolment was found and that was dealt with, so a case no
    longer rests on it.
    """

    signal_id: UUID
    person_id: UUID
    school_year: SchoolYear
    reference_date: date
    missing: bool = False
    found: bool = False
    settled: bool = False

    @property
    def stands(self) -> bool:
        """Whether it was said that none is known, and not taken back."""
        return self.missing and not self.found

    def joined(self, other: Self) -> Self:
        """This gap with what ``other`` (another event of the same signal) says too."""
        return replace(self, missing=self.missing or other.missing, found=self.found or other.found)
