"""A school says that there is nothing to report."""

from datetime import date, datetime
from typing import NamedTuple

from shared.domain.half_days import HalfDay


class Confirmation(NamedTuple):
    """A school says of a half day that there is nothing to report; `recorded_at` is when that came in."""

    school: str
    date: date
    half_day: HalfDay
    recorded_at: datetime
