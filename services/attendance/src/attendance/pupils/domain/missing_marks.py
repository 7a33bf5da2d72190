"""Half days of pupils about which a school sent no mark."""

import datetime as dt
from typing import NamedTuple

from shared.domain.half_days import HalfDay


class MarkedHalfDay(NamedTuple):
    """A half day of a school: how many pupils were expected, and of how many of them there is a mark."""

    date: dt.date
    half_day: HalfDay
    expected: int
    marked: int

    @property
    def missing(self) -> int:
        """Pupils without a mark."""
        return self.expected - self.marked


class PupilWithoutMark(NamedTuple):
    """A pupil who was expected and has no mark. `class_name` and `name` are None where nobody said them."""

    pupil: str
    class_name: str | None
    name: str | None
