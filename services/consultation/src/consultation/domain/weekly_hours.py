"""Hours that come back every week: a school's, or those in which a contact is there."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time

from consultation.domain.intervals import Interval, Intervals, union
from consultation.domain.local_time import moment, monday_of
from shared.domain.errors import InvalidField

_CLOCK = r"(\d{1,2}:\d{2}(?::\d{2})?)"
_DAY = r"(\d{4}-\d{2}-\d{2})?"
_ENTRY = re.compile(rf"([1-7])\s+{_CLOCK}\s*-\s*{_CLOCK}(?:\s+{_DAY}\.\.{_DAY})?(?:\s+/(\d{{1,2}}))?", re.ASCII)
_MOST_WEEKS = 52


@dataclass(frozen=True, slots=True)
class WeeklyHours:
    """From `from_` until `until`, in Brussels, on every `weekday` (1 is Monday, 7 is Sunday).

    They hold from `valid_from` until and with `valid_until`; None is no limit. With `every_weeks` of 2 they hold in the
    week of `valid_from` and every second week after it. Weeks of the year would not do, for some years have 53.
    Raises InvalidField when the weekday is no such number or the hours or days end before they begin.
    """

    weekday: int
    from_: time
    until: time
    valid_from: date | None = None
    valid_until: date | None = None
    every_weeks: int = 1

    def __post_init__(self) -> None:
        if not 1 <= self.weekday <= 7:
            raise InvalidField("weekday", "is 1 (Monday) to 7 (Sunday)")
        if self.until <= self.from_:
            raise InvalidField("until", "is not after from")
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise InvalidField("valid_until", "is before valid_from")
        if not 1 <= self.every_weeks <= _MOST_WEEKS:
            raise InvalidField("every_weeks", f"is 1 to {_MOST_WEEKS}")
        if self.every_weeks > 1 and self.valid_from is None:
            raise InvalidField("valid_from", "is the week that every_weeks counts from, and is missing")

    def on(self, day: date) -> Intervals:
        """These hours on this day; empty on another day of the week, and where they do not hold.

        In spring the clocks leave out an hour: of hours that lie in it nothing is left on that day.
        """
        if day.isoweekday() != self.weekday or not self._holds_on(day):
            return ()
        begin, end = moment(day, self.from_), moment(day, self.until)
        return (Interval(begin, end),) if begin < end else ()

    def _holds_on(self, day: date) -> bool:
        if (self.valid_from and day < self.valid_from) or (self.valid_until and self.valid_until < day):
            return False
        if self.every_weeks == 1 or self.valid_from is None:
            return True
        return (monday_of(day) - monday_of(self.valid_from)).days // 7 % self.every_weeks == 0


def hours_on(day: date, hours: Iterable[WeeklyHours]) -> Intervals:
    """All these hours on this day."""
    return union(interval for entry in hours for interval in entry.on(day))


def parse_weekly(text: str) -> tuple[WeeklyHours, ...]:
    """Read `1 08:30-12:00; 3 08:30-12:00`: a weekday (1 is Monday), a space, from, a hyphen, until; `;` or `|` between.

    `1 08:30-12:00 2026-09-01..2027-06-30` holds between these days; either may be left out. With ` /2` behind it
    it holds every second week from the week of the first day on.
    Raises InvalidField naming the entry (from 1) that is not written so.
    """
    entries = [entry.strip() for entry in re.split(r"[;|]", text) if entry.strip()]
    return tuple(_parse_entry(entry, number) for number, entry in enumerate(entries, start=1))


def written(hours: Iterable[WeeklyHours]) -> str:
    """These hours as `parse_weekly` reads them."""
    return "; ".join(map(_written_entry, hours))


def _written_entry(hours: WeeklyHours) -> str:
    first, last = (day.isoformat() if day else "" for day in (hours.valid_from, hours.valid_until))
    days = f" {first}..{last}" if first or last else ""
    weeks = f" /{hours.every_weeks}" if hours.every_weeks > 1 else ""
    return f"{hours.weekday} {_clock(hours.from_)}-{_clock(hours.until)}{days}{weeks}"


def _clock(at: time) -> str:
    return at.isoformat("minutes" if at.second == 0 else "seconds")


def _parse_entry(entry: str, number: int) -> WeeklyHours:
    match = _ENTRY.fullmatch(entry)
    if match is None:
        raise InvalidField("weekly", f"entry {number} is not like '1 08:30-12:00'")
    weekday, first, last, valid_from, valid_until, weeks = match.groups()
    try:
        clock = [time.fromisoformat(at.zfill(5 if at.count(":") == 1 else 8)) for at in (first, last)]
        days = [date.fromisoformat(day) if day else None for day in (valid_from, valid_until)]
    except ValueError:
        raise InvalidField("weekly", f"entry {number} has a time no clock, or a day no calendar has") from None
    try:
        return WeeklyHours(int(weekday), clock[0], clock[1], days[0], days[1], int(weeks or 1))
    except InvalidField as error:
        raise InvalidField("weekly", f"entry {number}: {error.field} {error.reason}") from None
