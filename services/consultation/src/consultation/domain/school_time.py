"""When a school can have a meeting: inside its hours, on half days with lessons, in steps of some minutes."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from consultation.domain.intervals import Interval, Intervals, intersection, union
from consultation.domain.local_time import local_day, midnight, moment
from consultation.domain.weekly_hours import WeeklyHours, hours_on
from shared.domain.half_days import HalfDay
from shared.domain.school_calendar import CalendarOf
from shared.domain.school_year import SchoolYear

HalfDaysOn = Callable[[date], tuple[HalfDay, ...]]
"""The half days with lessons that a school has on a day."""

_MIDDAY = time(12, 30)
_DAY = timedelta(days=1)


def half_of(day: date, half_day: HalfDay) -> Interval:
    """The half of a day: until or from half past twelve."""
    midday = moment(day, _MIDDAY)
    return Interval(midnight(day), midday) if half_day is HalfDay.AM else Interval(midday, midnight(day + _DAY))


def half_days_by(calendar_of: CalendarOf) -> HalfDaysOn:
    """The half days of a school with these calendars.

    A calendar of its own may begin before 1 September, so a day in August can be in the next school year's.
    """

    def half_days_on(day: date) -> tuple[HalfDay, ...]:
        year = SchoolYear.of(day)
        calendars = (calendar_of(year), calendar_of(year.next))
        return tuple(sorted({half for calendar in calendars for half in calendar.half_days_on(day)}))

    return half_days_on


def half_days_of_all(schools: Iterable[HalfDaysOn]) -> HalfDaysOn:
    """The half days on which all of these schools have lessons."""
    all_schools = tuple(schools)

    def half_days_on(day: date) -> tuple[HalfDay, ...]:
        return tuple(sorted(set.intersection(*(set(of_school(day)) for of_school in all_schools))))

    return half_days_on


@dataclass(frozen=True, kw_only=True)
class SchoolTime:
    """A school's hours and calendar, with how long a meeting takes and at which minutes it can start.

    `step` divides an hour: with 5 minutes a meeting can start at 08:30 or 08:35, never at 08:32.
    """

    hours: tuple[WeeklyHours, ...]
    length: timedelta
    step: timedelta
    half_days_on: HalfDaysOn
    _hours: dict[date, Intervals] = field(default_factory=dict, init=False, repr=False, compare=False)

    def hours_on(self, day: date) -> Intervals:
        """The school's hours on this day, on half days with lessons."""
        if day not in self._hours:
            self._hours[day] = intersection(hours_on(day, self.hours), self._half_days(day))
        return self._hours[day]

    def windows_on(self, day: date, after: datetime) -> Intervals:
        """The school's hours on this day, on half days with lessons, from `after` on."""
        tomorrow = midnight(day + _DAY)
        return intersection(self.hours_on(day), [Interval(after, tomorrow)]) if after < tomorrow else ()

    def has_room_on(self, day: date, after: datetime) -> bool:
        """Whether a meeting fits on this day, from `after` on, whoever takes part."""
        windows = self.windows_on(day, after)
        return any(window.contains(self.slot_from(self.first_start(window))) for window in windows)

    def is_open_at(self, start: datetime) -> bool:
        """Whether a meeting that starts at this moment lies in the school's hours, on half days with lessons."""
        windows = self.windows_on(local_day(start), start)
        return any(window.contains(self.slot_from(start)) for window in windows)

    def has_lessons_during(self, time: Interval) -> bool:
        """Whether this time lies on half days with lessons, whatever the school's hours are."""
        return any(open_.contains(time) for open_ in self._half_days(local_day(time.start)))

    def slot_from(self, start: datetime) -> Interval:
        """The time a meeting takes that starts then."""
        return Interval(start, start.astimezone(UTC) + self.length)

    def first_start(self, window: Interval) -> datetime:
        """The first moment in this window, or after it, at which a meeting can start."""
        return self.first_start_at(window.start)

    def first_start_at(self, moment: datetime) -> datetime:
        """This moment, or the first after it, at which a meeting can start."""
        step = int(self.step.total_seconds())
        seconds = -int(-moment.timestamp() // step) * step
        return datetime.fromtimestamp(seconds, UTC)

    def _half_days(self, day: date) -> Intervals:
        return union(half_of(day, half) for half in self.half_days_on(day))
