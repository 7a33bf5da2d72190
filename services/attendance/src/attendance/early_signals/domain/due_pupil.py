"""Pupils to look at for early signals."""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from attendance.register.domain.planned_half_days import Expectation


class DuePupil(NamedTuple):
    """A pupil to look at. Not `watched` are who is not enrolled today or past compulsory age: nothing stands for them.

    `person_id` and `level` (of education, today) are there for whoever is watched.
    """

    pupil_id: int
    school: str
    pupil: str
    person_id: UUID | None
    level: str | None
    birth_date: date | None
    expectation: Expectation
    watched: bool
