"""Hours that come back every week: a school's, or those in which a contact is there."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time

from consultation.domain.intervals import Interval, Intervals, union
from consultation.domain.local_time import moment
from shared.domain.errors import InvalidField

_ENTRY = re.compile(r"([1-7])\s+(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})", re.ASCII)


@dataclass(frozen=True, order=True, slots=True)
class WeeklyHours:
    """From `from_` until `until`, in Brussels, on every `weekday` (1 is Monday, 7 is Sunday).

    Raises InvalidField when the weekday is no such number or the hours end before they begin.
    """

    weekday: int
    from_: time
    until: time

    def __post_init__(self) -> None:
        if not 1 <= self.weekday <= 7:
            raise InvalidField("weekday", "is 1 (Monday) to 7 (Sunday)")
        if self.until <= self.from_:
            raise InvalidField("until", "is not after from")

    def on(self, day: date) -> Intervals:
        """These hours on this day; empty on another day of the week."""
        if day.isoweekday() != self.weekday:
            return ()
        return (Interval(moment(day, self.from_), moment(day, self.until)),)


def hours_on(day: date, hours: Iterable[WeeklyHours]) -> Intervals:
    """All these hours on this day."""
    return union(interval for entry in hours for interval in entry.on(day))


def parse_weekly(text: str) -> tuple[WeeklyHours, ...]:
    """Read `1 08:30-12:00; 3 08:30-12:00`: a weekday (1 is Monday), a space, from, a hyphen, until; `;` or `|` between.

    Raises InvalidField naming the entry (from 1) that is not written so.
    """
    entries = [entry.strip() for entry in re.split(r"[;|]", text) if entry.strip()]
    return tuple(_parse_entry(entry, number) for number, entry in enumerate(entries, start=1))


def written(hours: Iterable[WeeklyHours]) -> str:
    """These hours as `parse_weekly` reads them."""
    return "; ".join(f"{entry.weekday} {entry.from_:%H:%M}-{entry.until:%H:%M}" for entry in hours)


def _parse_entry(entry: str, number: int) -> WeeklyHours:
    match = _ENTRY.fullmatch(entry)
    if match is None:
        raise InvalidField("weekly", f"entry {number} is not like '1 08:30-12:00'")
    weekday, *clock = (int(group) for group in match.groups())
    try:
        return WeeklyHours(weekday, time(clock[0], clock[1]), time(clock[2], clock[3]))
    except ValueError:
        raise InvalidField("weekly", f"entry {number} has a time that no clock shows") from None
    except InvalidField as error:
        raise InvalidField("weekly", f"entry {number}: {error.field} {error.reason}") from None
