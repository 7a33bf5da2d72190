"""Pupils in a list."""

import datetime as dt
from typing import NamedTuple
from uuid import UUID

from attendance.register.domain.mark import PupilKey
from shared.domain.school_year import SchoolYear


class PupilFilter(NamedTuple):
    """Which pupils to list: those enrolled in a school year, or with marks in it.

    `class_name` are those in this class on `today`. `schools` None is all schools. With `noted` the list has these
    pupils and those whose person has a standing level, and no others. A level of another rule than that of problematic
    half days counts if it was reached at `schools`.
    """

    school_year: SchoolYear
    today: dt.date
    school: str | None = None
    class_name: str | None = None
    schools: frozenset[str] | None = None
    noted: frozenset[PupilKey] | None = None


class FoundPupilOfSchool(NamedTuple):
    """A pupil of a school with the enrolment of today, else the enrolment that ended last, else the first to begin.

    The fields of the enrolment are None for a pupil without an enrolment. `person_id` is None for a pupil that was
    never enrolled.
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
