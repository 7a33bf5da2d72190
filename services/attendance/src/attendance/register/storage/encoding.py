"""How words are kept in the largest tables: as small numbers. The numbers are on disk, so the order never changes."""

from datetime import date

from attendance.register.domain.codes import OFFICIAL_CODES
from attendance.register.domain.mark import Mark, Verdict
from attendance.register.domain.school_days import turning_in_september
from attendance.register.domain.status import Status
from shared.domain.half_days import HalfDay

HALF_DAYS = (HalfDay.AM, HalfDay.PM)
STATUSES = (Status.PROBLEMATIC, Status.JUSTIFIED, Status.PRESENT, Status.LATE, Status.UNKNOWN)
CODES = (None, *OFFICIAL_CODES)
VERDICTS = (Verdict.COUNTED, Verdict.NOT_ENROLLED, Verdict.OUTSIDE_CALENDAR)

_FIRST = date(2000, 1, 1).toordinal()

NUMBER_OF_HALF_DAY = {half_day: number for number, half_day in enumerate(HALF_DAYS)}
NUMBER_OF_STATUS = {status: number for number, status in enumerate(STATUSES)}
NUMBER_OF_CODE = {code: number for number, code in enumerate(CODES)}


def number_of(day: date, half_day: HalfDay) -> int:
    """A half day as one number: two a day, from the morning of 1 January 2000 (0) on; before that negative."""
    return (day.toordinal() - _FIRST) * 2 + NUMBER_OF_HALF_DAY[half_day]


def half_day_of(number: int) -> tuple[date, HalfDay]:
    """The half day that has this number."""
    return date.fromordinal(_FIRST + number // 2), HALF_DAYS[number % 2]


def packed(mark: Mark, school_year: int | None) -> int:
    """The small fields of a mark in one number, so that a statement sends one array instead of five. From the right:

    1. half day (1 bit);
    2. status (3 bits);
    3. inside the calendar (1 bit);
    4. official code (3 bits);
    5. school year.

    `school_year` is None outside the calendar.
    """
    small = NUMBER_OF_HALF_DAY[mark.half_day] | NUMBER_OF_STATUS[mark.status] << 1 | NUMBER_OF_CODE[mark.code] << 5
    if school_year is None:
        return small | turning_in_september(mark.date) << 8
    return small | 1 << 4 | school_year << 8
