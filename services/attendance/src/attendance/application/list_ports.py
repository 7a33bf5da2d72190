"""What lists of pupils and of marks need of storage."""

import datetime as dt
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from attendance.domain.mark import FinalRejection, Verdict
from shared.domain.half_days import HalfDay
from shared.domain.school_year import SchoolYear


class PupilFilter(NamedTuple):
    """Which pupils to list: those enrolled in a school year, or with marks in it.

    `class_name` are those in this class on `today`. `schools` None is all schools.
    """

    school_year: SchoolYear
    today: dt.date
    school: str | None = None
    class_name: str | None = None
    schools: frozenset[str] | None = None


class FoundPupilOfSchool(NamedTuple):
    """A pupil of a school with the enrolment of today; else with the one that ended last or, if none, the one to begin.

    What is of an enrolment is None for a pupil without any; `person_id` is, for one that was never enrolled.
    """

    school: str
    pupil: str
    person_id: UUID | None
    class_name: str | None
    level_of_education: str | None
    valid_from: dt.date | None
    valid_until: dt.date | None


class ListedPupil(NamedTuple):
    """A pupil of a school with what its person's half days at all schools add up to in the school year."""

    found: FoundPupilOfSchool
    school_year: SchoolYear
    person_count: int
    levels: tuple[int, ...]


class Unsettled(StrEnum):
    """Why a mark is to be looked into: it waits for an enrolment, will not count, or nobody knows what it means."""

    PENDING = "pending"
    REJECTED = "rejected"
    UNKNOWN = "unknown"


class UnsettledFilter(NamedTuple):
    """Which marks to list. `first` and `last` are included, None is open; `schools` None is all schools."""

    school: str | None = None
    status: Unsettled | None = None
    first: dt.date | None = None
    last: dt.date | None = None
    schools: frozenset[str] | None = None


class UnsettledMark(NamedTuple):
    """A mark to be looked into. `verdict` says why it does not count; `counted` is one of unknown meaning."""

    date: dt.date
    half_day: HalfDay
    school: str
    pupil: str
    recorded_at: dt.datetime
    event_id: str
    verdict: Verdict | FinalRejection

    @property
    def status(self) -> Unsettled:
        """Why it is to be looked into."""
        if self.verdict is Verdict.COUNTED:
            return Unsettled.UNKNOWN
        return Unsettled.PENDING if self.verdict is Verdict.NOT_ENROLLED else Unsettled.REJECTED

    @property
    def key(self) -> tuple[dt.date, int, str, str, dt.datetime, str]:
        """Its place in a list: by half day, school and pupil."""
        number = list(HalfDay).index(self.half_day)
        return self.date, number, self.school, self.pupil, self.recorded_at, self.event_id
