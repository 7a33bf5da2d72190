"""When a contact can take part in a meeting."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from consultation.domain.busy import NEVER_BUSY, Busy
from consultation.domain.closures import Closure
from consultation.domain.intervals import Interval, Intervals, intersection, subtraction, union
from consultation.domain.local_time import local_day, midnight
from consultation.domain.weekly_hours import WeeklyHours, hours_on
from shared.domain.errors import InvalidField

_DAY = timedelta(days=1)
# People write the first and the last date there is for "always"; those have no day before or after them.
_FIRST, _LAST = date.min + _DAY, date.max - _DAY


@dataclass(frozen=True, slots=True)
class AvailabilityException:
    """Days (both included) or moments between which a contact is not there, or is there after all.

    Raises InvalidField when it ends before it begins, mixes a day with a moment or has a moment without offset.
    """

    from_: date | datetime
    until: date | datetime
    available: bool

    def __post_init__(self) -> None:
        moments = [isinstance(bound, datetime) for bound in (self.from_, self.until)]
        if moments[0] != moments[1]:
            raise InvalidField("until", "is a date when from is one, and a time with offset when from is")
        for field, bound in (("from", self.from_), ("until", self.until)):
            if isinstance(bound, datetime) and bound.tzinfo is None:
                raise InvalidField(field, "has no offset")
        if self.until < self.from_ or (moments[0] and self.until == self.from_):
            raise InvalidField("until", "is not after from" if moments[0] else "is before from")

    @property
    def interval(self) -> Interval:
        if isinstance(self.from_, datetime) and isinstance(self.until, datetime):
            return Interval(self.from_, self.until)
        return Interval(midnight(max(self.from_, _FIRST)), midnight(min(self.until, _LAST) + _DAY))


@dataclass(frozen=True, slots=True)
class Availability:
    """A contact's weekly hours, the exceptions to them, and how many meetings a day are enough.

    Without weekly hours the contact is free in all school hours; with some, in those that hold that day alone.
    Exceptions hold in their order: the later exception has the last word. No `max_meetings_per_day` is no limit; 0 is
    no meetings at all. `minutes_between_places` are kept free between meetings at different places; None is as many as
    the municipality agreed on.

    The rest is not the contact's to say: the `closures` of the organisation it works for, and when its calendar is
    `busy`. An exception opens neither.
    """

    weekly: tuple[WeeklyHours, ...] = ()
    exceptions: tuple[AvailabilityException, ...] = ()
    max_meetings_per_day: int | None = None
    minutes_between_places: int | None = None
    closures: tuple[Closure, ...] = ()
    busy: Busy = NEVER_BUSY

    def __post_init__(self) -> None:
        if self.max_meetings_per_day is not None and self.max_meetings_per_day < 0:
            raise InvalidField("max_meetings_per_day", "is not below 0")
        if self.minutes_between_places is not None and self.minutes_between_places < 0:
            raise InvalidField("minutes_between_places", "is not below 0")

    def within(self, windows: Intervals) -> Intervals:
        """The part of these windows, which lie on one day, in which the contact is there."""
        if not windows:
            return ()
        there = windows
        if self.weekly:
            there = intersection(windows, hours_on(local_day(windows[0].start), self.weekly))
        for exception in self.exceptions:
            if exception.available:
                there = union((*there, *intersection(windows, [exception.interval])))
            else:
                there = subtraction(there, [exception.interval])
        if not (self.closures or self.busy.minutes):
            return there
        whole = Interval(windows[0].start, windows[-1].end)
        closed = (closure.interval for closure in self.closures)
        return subtraction(there, [time for time in (*closed, *self.busy.during(whole)) if time.overlaps(whole)])

    def said_again(self, before: "Availability") -> "Availability":
        """This availability, with what is not the contact's to say as it was before."""
        return replace(self, closures=before.closures, busy=before.busy)


ALWAYS = Availability()
