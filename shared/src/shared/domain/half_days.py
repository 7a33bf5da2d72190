"""The half day (*halve lesdag*): the unit in which schools register attendance."""

from datetime import date
from enum import StrEnum

_MONDAY_TO_FRIDAY = range(5)
_WEDNESDAY = 2


class HalfDay(StrEnum):
    """A morning (*voormiddag*) or an afternoon (*namiddag*); sorts in the order of the day."""

    AM = "AM"
    PM = "PM"


WHOLE_DAY = (HalfDay.AM, HalfDay.PM)
MORNING_ONLY = (HalfDay.AM,)


def half_days_of_weekday(day: date) -> tuple[HalfDay, ...]:
    """The half days with lessons on this day of the week: two, on a Wednesday one, and in a weekend no half day."""
    if day.weekday() == _WEDNESDAY:
        return MORNING_ONLY
    return WHOLE_DAY if day.weekday() in _MONDAY_TO_FRIDAY else ()
