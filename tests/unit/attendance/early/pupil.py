"""A pupil's autumn for the detectors: half days of the Flemish calendar, and what the register says of some."""

from collections.abc import Iterable
from datetime import date

from attendance.early_signals.domain.observed import Observed, Toddler
from attendance.register.domain.status import Status
from shared.domain.flemish_calendar import flemish_calendar
from shared.domain.half_days import HalfDay
from shared.domain.school_year import SchoolYear

PLANNED = tuple(flemish_calendar(SchoolYear(2026)).half_days_until(date(2027, 6, 30)))
"""From 1 September 2026 on: nine half days a week."""


def observed(
    number: int,
    marks: dict[int, Status] | None = None,
    *,
    today: date | None = None,
    toddler: Toddler | None = None,
) -> Observed:
    """The first `number` half days; `marks` by their place, from 0. Today is the last of these days."""
    planned = PLANNED[:number]
    said = {PLANNED[place]: status for place, status in (marks or {}).items()}
    return Observed.of(today or (planned[-1][0] if planned else date(2026, 9, 1)), planned, said, toddler=toddler)


def all_of(places: Iterable[int], status: Status) -> dict[int, Status]:
    """The same of several half days."""
    return dict.fromkeys(places, status)


def places_of(weekday: int, half_day: HalfDay, number: int) -> list[int]:
    """Where the first half days of this weekday lie (0 is Monday)."""
    found = [place for place, (day, half) in enumerate(PLANNED) if (day.weekday(), half) == (weekday, half_day)]
    return found[:number]
