"""Persons at the schools where the figures count them."""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from attendance.register.domain.planned_half_days import Expectation


class ToddlerRegister(NamedTuple):
    """A toddler's time in nursery school at one school, on days that no newer enrolment of the person covers.

    The numbers are the marks on those days. `newest` says whether the person is a toddler of this school: by the newest
    enrolment that holds, else by the enrolment that ended last.
    """

    person_id: UUID
    school: str
    birth_date: date | None
    expectation: Expectation
    problematic: int
    justified: int
    unknown: int
    newest: bool


class PlacedPupil(NamedTuple):
    """A person at the school of the newest enrolment that holds, else of the enrolment that ended last.

    With the days of compulsory age without a known enrolment.
    """

    person_id: UUID
    school: str
    level_of_education: str
    unenrolled_days: int
