"""Who a pupil is, and when the pupil was enrolled at a school."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from attendance.pupils.domain.attendance import Attendance
from attendance.register.domain.planned_half_days import Expectation
from attendance.register.domain.registration import EnrolledPeriod
from shared.domain.school_calendar import SchoolCalendar


@dataclass(frozen=True, slots=True)
class PupilFile:
    """A pupil of a school. `person_id` and `name` are None for a pupil that was never enrolled.

    `periods` are the enrolments at this school, reported or assumed, oldest first.
    """

    school: str
    pupil: str
    person_id: UUID | None
    name: str | None
    periods: Sequence[EnrolledPeriod]


@dataclass(frozen=True, slots=True)
class SchoolYearOfPupil:
    """A pupil's attendance in a school year, with the calendar and the enrolment that say which half days there are."""

    attendance: Attendance
    calendar: SchoolCalendar
    expectation: Expectation
