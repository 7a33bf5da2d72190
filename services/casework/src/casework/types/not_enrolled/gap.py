"""What attendance said of a child's enrolment: that no enrolment is known, and whether that still holds."""

from collections.abc import Mapping
from typing import ClassVar

from casework.domain.ground import Ground


class EnrolmentGap(Ground):
    """That on a reference date, ``since``, no enrolment of a resident child of compulsory age was known."""

    __slots__ = ()

    kind: ClassVar[str] = "enrolment-gap"
    told_by: ClassVar[str] = "enrolment-missing"
    taken_back_by: ClassVar[str] = "enrolment-found"
    shown_as: ClassVar[str | None] = "enrolment_gaps"

    @property
    def facts(self) -> Mapping[str, object]:
        return {"reference_date": self.since}

    @property
    def shown(self) -> Mapping[str, object]:
        return {
            "signal_id": self.ground_id,
            "school_year": str(self.school_year),
            "reference_date": self.since,
            "status": "missing" if self.stands else "found",
        }
