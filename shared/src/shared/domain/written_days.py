"""Days, times and half days as people and converters write them in files: always the day first, or the year.

A time after a day is left out. With an offset from UTC the day is the one in Brussels: a converter that writes the
midnight of 5 October in UTC writes `2026-10-04T22:00:00Z`. What is midnight as written is that day, whatever the
offset: its writer had a day and no time.
"""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from shared.domain.half_days import HalfDay

DAY_EXPECTED = "Should be a day such as 2026-10-05 or 5/10/2026 (day first, the year in four digits)"
TIME_EXPECTED = "Should be a time such as 2026-10-05T08:52:10+02:00 or 5/10/2026 8:52 (day first)"
HALF_DAY_EXPECTED = "Should be AM or PM (VM or NM, voormiddag or namiddag)"

_BRUSSELS = ZoneInfo("Europe/Brussels")
_KEPT = 4096
_MONTHS = 12
_WRITTEN = re.compile(
    r"(?:([0-9]{4})(-?)([0-9]{2})\2([0-9]{2})|([0-9]{1,2})([/.-])([0-9]{1,2})\6([0-9]{4}))"
    r"(?:(?:[Tt]| +)([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]{1,9}))?)? ?([Zz]|[+-][0-9]{2}:?[0-9]{2})?)?",
    re.ASCII,
)
_HALF_DAYS = {
    "am": HalfDay.AM,
    "vm": HalfDay.AM,
    "voormiddag": HalfDay.AM,
    "pm": HalfDay.PM,
    "nm": HalfDay.PM,
    "namiddag": HalfDay.PM,
}


class MisleadingDayError(ValueError):
    """A date that says how its writer wrote all dates, so that every day in the file may be another day."""


class MonthFirstError(MisleadingDayError):
    """A date that only makes sense with the month first, such as 10/25/2026."""


class ShiftedDayError(MisleadingDayError):
    """Midnight in Brussels as the time in UTC, without an offset: 2026-10-04 22:00 for 5 October."""


class _Written(NamedTuple):
    """What stands there, number by number; a month or day of 0 is not known."""

    year: int
    month: int
    day: int
    clock: time | None = None
    offset: timezone | None = None


@lru_cache(_KEPT)
def read_day(text: str) -> date:
    """The day that is written. Raises MisleadingDayError, and ValueError for anything else that is no day."""
    written = _read(text)
    day = date(written.year, written.month, written.day)
    if written.clock is None or written.clock == time.min:
        return day
    try:
        in_brussels = datetime.combine(day, written.clock, written.offset or UTC).astimezone(_BRUSSELS)
    except OverflowError:
        raise ValueError(DAY_EXPECTED) from None
    if written.offset is not None:
        return in_brussels.date()
    if in_brussels.time() == time.min:
        raise ShiftedDayError("has a day at 22:00 or 23:00, which is midnight in UTC; write days without a time")
    return day


def read_birth_date(text: str) -> tuple[date, bool]:
    """The day that is written, and whether it had to be completed; raises as `read_day`.

    An unknown day (00) becomes the first of the month. An unknown month becomes 1 January. The law has this rule for
    day and month (AGODI, SO 70).
    """
    written = _read(text)
    if written.month and written.day:
        return read_day(text), False
    return date(written.year, written.month or 1, 1), True


@lru_cache(_KEPT)
def read_time(text: str) -> datetime:
    """The moment that is written, aware; without an offset it is the time in Brussels.

    Raises MonthFirstError, and ValueError for a day alone and for anything else that is no time.
    """
    written = _read(text)
    if written.clock is None:
        raise ValueError(TIME_EXPECTED)
    day = date(written.year, written.month, written.day)
    return datetime.combine(day, written.clock, written.offset or _BRUSSELS)


def read_half_day(text: str) -> HalfDay | None:
    """The half day, by its English or Dutch name in either case; None for another word."""
    return _HALF_DAYS.get(text.lower())


def _read(text: str) -> _Written:
    parts = _WRITTEN.fullmatch(text)
    if parts is None:
        raise ValueError(DAY_EXPECTED)
    if parts[1]:
        year, month, day = int(parts[1]), int(parts[3]), int(parts[4])
    else:
        day, month, year = int(parts[5]), int(parts[7]), int(parts[8])
        if month > _MONTHS and _is_day(year, day, month):
            raise MonthFirstError("has a date with the month first; days are read as day, month, year")
    if parts[9] is None:
        return _Written(year, month, day)
    fraction = int(f"{parts[12] or 0:0<6}"[:6])
    clock = time(int(parts[9]), int(parts[10]), int(parts[11] or 0), fraction)
    return _Written(year, month, day, clock, _offset(parts[13]))


def _offset(text: str | None) -> timezone | None:
    if text is None:
        return None
    if text in "Zz":
        return UTC
    minutes = int(text[1:3]) * 60 + int(text[-2:])
    return timezone(timedelta(minutes=-minutes if text[0] == "-" else minutes))


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
