"""How much of a school day an Ed-Fi event is about; by Ed-Fi's own field text 1 is a day and 0.5 half a day."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from attendance.register.domain.status import Status
from shared.domain.errors import InvalidField
from shared.domain.half_days import WHOLE_DAY, HalfDay

_DAYS = "AttendanceEvent/EventDuration"
_MINUTES = "SchoolAttendanceDuration"
_ARRIVAL = "ArrivalTime"
_DEPARTURE = "DepartureTime"

_DECIMAL = re.compile(r"\+?(?:[0-9]{1,9}(?:\.[0-9]{0,9})?|\.[0-9]{1,9})", re.ASCII)
_WHOLE_NUMBER = re.compile(r"\+?[0-9]{1,9}", re.ASCII)

_HALF = Decimal("0.5")
_DAY = Decimal(1)

_WHICH_HALF = "EventDuration: half a day, and neither ArrivalTime nor DepartureTime says which half"
_LESS_THAN_HALF = "EventDuration: less than half a day"
_NO_MINUTES = "SchoolAttendanceDuration: minutes, and it is not set how many a school day has"


class Extent(NamedTuple):
    """The half days that an event is about.

    `doubtful` is 0 when the event is about all of them for certain. Otherwise the event is about that many of them, and
    it is not known which half days, or how much of them.
    """

    half_days: tuple[HalfDay, ...]
    doubtful: int = 0


NOTHING = Extent(())
EXTENTS = (
    *(Extent(half_days) for half_days in ((HalfDay.AM,), (HalfDay.PM,), WHOLE_DAY)),
    *(Extent((half_day,), 1) for half_day in WHOLE_DAY),
    *(Extent(WHOLE_DAY, number) for number in (1, 2)),
)
"""Every extent an event can have that is about something."""


def extent_of(
    fields: Mapping[str, str], status: Status, day: tuple[HalfDay, ...], *, day_minutes: int | None
) -> tuple[Extent, str | None]:
    """What an event of this status is about on a day with these half days, and why that is in doubt (None: it is not).

    `day_minutes` is how many minutes a school day has, None when that is not known. How long lateness lasts makes
    nothing more or less late. Raises InvalidField for a malformed duration.
    """
    if status is Status.LATE:
        return _of_lateness(fields, day), None
    share = _share_of_day(fields, day_minutes)
    if share is None:
        return (
            (Extent(day), None) if _MINUTES not in fields or _DAYS in fields else (Extent(day, len(day)), _NO_MINUTES)
        )
    if share == 0:
        return NOTHING, None
    half_days = _half_by_the_clock(fields, status) if len(day) > 1 else day
    if share < _HALF:
        return Extent(half_days or day, 1), _LESS_THAN_HALF
    if share >= _DAY:
        return Extent(day), None
    return (Extent(half_days), None) if half_days else (Extent(day, 1), _WHICH_HALF)


def _of_lateness(fields: Mapping[str, str], day: tuple[HalfDay, ...]) -> Extent:
    days = _days(fields)
    if days is None or not _HALF <= days < _DAY or len(day) == 1:
        return Extent(day)
    return Extent(_half_by_the_clock(fields, Status.LATE) or day)


def _half_by_the_clock(fields: Mapping[str, str], status: Status) -> tuple[HalfDay, ...]:
    """The half that was missed: the first by who arrived, the second by who left. A pupil who was there gets the other
    half day.
    """
    if _DEPARTURE in fields:
        missed = HalfDay.PM
    elif _ARRIVAL in fields:
        missed = HalfDay.AM
    else:
        return ()
    if status is not Status.PRESENT:
        return (missed,)
    return tuple(half_day for half_day in WHOLE_DAY if half_day is not missed)


def _share_of_day(fields: Mapping[str, str], day_minutes: int | None) -> Decimal | None:
    """How much of a school day it is, None when the event does not say or nobody can tell."""
    days = _days(fields)
    if days is not None or _MINUTES not in fields:
        return days
    if not _WHOLE_NUMBER.fullmatch(fields[_MINUTES]):
        raise InvalidField("SchoolAttendanceDuration", "Should be a whole number of minutes, 0 or more")
    minutes = int(fields[_MINUTES])
    if minutes == 0:
        return Decimal(0)
    return None if day_minutes is None else Decimal(minutes) / day_minutes


def _days(fields: Mapping[str, str]) -> Decimal | None:
    text = fields.get(_DAYS)
    if text is None:
        return None
    if not _DECIMAL.fullmatch(text):
        raise InvalidField("EventDuration", "Should be a number of days, 0 or more, such as 1 or 0.5")
    return Decimal(text)
