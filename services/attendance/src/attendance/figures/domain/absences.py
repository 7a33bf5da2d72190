"""What the rates of weeks are made of."""

from typing import NamedTuple

from attendance.register.domain.planned_half_days import Expectation


class Absences(NamedTuple):
    """Half days of a school's pupils: absent (problematic or justified), and not resolved yet."""

    absent: int = 0
    unknown: int = 0


class EnrolledAlike(NamedTuple):
    """How many pupils of a school are expected there on exactly the same half days."""

    school: str
    expectation: Expectation
    pupils: int
