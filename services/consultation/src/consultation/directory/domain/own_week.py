"""A week of a contact: when a meeting can be, and what takes away the rest of the contact's hours."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from consultation.domain.availability import Availability
from consultation.domain.busy import NEVER_BUSY
from consultation.domain.intervals import Interval, Intervals, intersection, subtraction, union
from consultation.domain.school_time import SchoolTime
from consultation.domain.weekly_hours import WeeklyHours, hours_on

_DAYS = 7


class Away(StrEnum):
    """Why a contact can't meet at a time that the weekly hours have."""

    EXCEPTION = "exception"
    NO_LESSONS = "no-lessons"
    CLOSED = "closed"
    BUSY = "busy"


@dataclass(frozen=True, order=True, slots=True)
class TakenAway:
    """A time that is taken away. `schools` are those without lessons; empty when that is none or all of them."""

    time: Interval
    why: Away
    schools: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DayOfWeek:
    """A day: the times at which a meeting can be, and those that are taken away, in order."""

    day: date
    free: Intervals
    taken: Sequence[TakenAway]


def own_week(
    availability: Availability,
    monday: date,
    *,
    hours: Iterable[WeeklyHours],
    schools: Mapping[str, SchoolTime],
) -> tuple[DayOfWeek, ...]:
    """The days of this week on which schools have `hours` for meetings.

    Of a contact of several schools a time is free when at least one of the `schools` has lessons then.
    """
    school_hours = tuple(hours)
    days = (monday + timedelta(days=number) for number in range(_DAYS))
    return tuple(
        _day(availability, day, windows=windows, schools=schools)
        for day in days
        if (windows := hours_on(day, school_hours))
    )


def _day(availability: Availability, day: date, *, windows: Intervals, schools: Mapping[str, SchoolTime]) -> DayOfWeek:
    weekly = intersection(windows, hours_on(day, availability.weekly)) if availability.weekly else windows
    said = replace(availability, closures=(), busy=NEVER_BUSY).within(windows)
    open_at = {school: intersection(windows, time.hours_on(day)) for school, time in schools.items()}
    closures = [closure.interval for closure in availability.closures]
    whole = Interval(windows[0].start, windows[-1].end)
    taken = [
        *(TakenAway(time, Away.EXCEPTION) for time in subtraction(weekly, said)),
        *_without_lessons(said, open_at),
        *(TakenAway(time, Away.CLOSED) for time in intersection(said, closures)),
        *(TakenAway(time, Away.BUSY) for time in intersection(said, availability.busy.during(whole))),
    ]
    somewhere = union(time for times in open_at.values() for time in times)
    return DayOfWeek(day, availability.within(somewhere), sorted(taken))


def _without_lessons(said: Intervals, open_at: Mapping[str, Intervals]) -> Iterator[TakenAway]:
    """The times without lessons, those that the same schools have taken together."""
    closed: dict[Interval, list[str]] = {}
    for school, times in open_at.items():
        for time in subtraction(said, times):
            closed.setdefault(time, []).append(school)
    for time, schools in closed.items():
        yield TakenAway(time, Away.NO_LESSONS, () if len(schools) == len(open_at) else tuple(schools))
