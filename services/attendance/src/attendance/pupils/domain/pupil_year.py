"""A pupil, and its school year."""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from attendance.pupils.domain.kept_mark import KeptMark
from attendance.register.domain.compulsory_age import CompulsoryAge
from attendance.register.domain.planned_half_days import Expectation


class FoundPupil(NamedTuple):
    """A pupil of the register. `person_id` is None for a pupil that was never enrolled.

    `newest_mark` is the date of the newest mark of its school. The fields after it say what else has to be read:
    for most pupils nothing.
    """

    pupil_id: int
    person_id: UUID | None
    expectation: Expectation
    compulsory: CompulsoryAge | None
    newest_mark: date | None
    school_has_calendars: bool
    school_is_silent: bool
    has_held: bool


class PupilYear(NamedTuple):
    """A pupil with all its marks of a school year, in order, and the count and standing levels of its person."""

    pupil: FoundPupil
    marks: list[KeptMark]
    person_count: int
    levels: tuple[int, ...]
