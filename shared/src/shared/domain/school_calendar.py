"""A school's calendar: which half days have lessons in one school year."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from typing import Literal

from shared.domain.errors import DomainError, InvalidField
from shared.domain.flemish_holidays import flemish_holidays
from shared.domain.half_days import WHOLE_DAY, HalfDay, half_days_of_weekday
from shared.domain.school_year import SchoolYear

CalendarBase = Literal["flanders", "own"]

_DAY = timedelta(days=1)
_NO_SITE: frozenset[str] = frozenset()
# A school with a year without lessons still has a next school day; one without any for two years has closed.
_LONGEST_BREAK = timedelta(days=2 * 366)


class ClosureKind(StrEnum):
    """What a local free day is used for, where the school says so."""

    OPTIONAL_HOLIDAY = "optional-holiday"
    """*Facultatieve verlofdag*."""
    STAFF_TRAINING = "staff-training"
    """*Pedagogische studiedag*."""


@dataclass(frozen=True, slots=True)
class Session:
    """A period with lessons, both days included: Monday to Friday, Wednesday morning only."""

    from_: date
    until: date


@dataclass(frozen=True, slots=True)
class Closure:
    """A day without lessons at this school (*facultatieve verlofdag*, *pedagogische studiedag*).

    With `half_day` only that half of the day is without lessons; with `site` only that site (*vestigingsplaats*).
    """

    date: date
    half_day: HalfDay | None
    reason: str
    site: str | None = None
    kind: ClosureKind | None = None


@dataclass(frozen=True, slots=True)
class ExtraHalfDay:
    """A half day with lessons that the weekday, a holiday or the sessions would not give; with `site` only there."""

    date: date
    half_day: HalfDay
    site: str | None = None


@dataclass(frozen=True)
class SchoolCalendar:
    """The half days of a school in a school year; ``school`` is None for any school in Flanders.

    Base `flanders` has the half days between the Flemish holidays. Base `own` has the half days inside its sessions,
    which may begin before 1 September. Extra half days come on top; a closure has the last word. A question without a
    site is answered for the school as a whole. Closures and extra half days of a single site do not matter then.

    Raises InvalidField when:

    1. a day lies out of the school year (for an own calendar: out of 1 July before it to 31 August at its end);
    2. a session ends before it begins;
    3. a Flemish calendar has sessions.
    """

    school: str | None
    school_year: SchoolYear
    base: CalendarBase = "flanders"
    sessions: tuple[Session, ...] = ()
    closures: tuple[Closure, ...] = ()
    extra: tuple[ExtraHalfDay, ...] = ()
    version: int = 0

    def __post_init__(self) -> None:
        if self.base == "flanders" and self.sessions:
            raise InvalidField("sessions", "only a calendar with base own has sessions")
        for index, session in enumerate(self.sessions):
            self._require_inside(f"sessions.{index}.from", session.from_)
            self._require_inside(f"sessions.{index}.until", session.until)
            if session.until < session.from_:
                raise InvalidField(f"sessions.{index}.until", "is before from")
        for index, closure in enumerate(self.closures):
            self._require_inside(f"closures.{index}.date", closure.date)
        for index, extra in enumerate(self.extra):
            self._require_inside(f"extra.{index}.date", extra.date)

    def _require_inside(self, field: str, day: date) -> None:
        if not self._earliest <= day <= self.school_year.last_day:
            raise InvalidField(field, f"lies outside the school year {self.school_year}")

    @property
    def _earliest(self) -> date:
        return date(self.school_year.start, 7, 1) if self.base == "own" else self.school_year.first_day

    @cached_property
    def first_day(self) -> date:
        """No half day lies before this day."""
        return self._bounds[0]

    @cached_property
    def last_day(self) -> date:
        """No half day lies after this day."""
        return self._bounds[1]

    @cached_property
    def _bounds(self) -> tuple[date, date]:
        days = [item.date for item in self.extra]
        if self.base == "flanders":
            rule = flemish_holidays(self.school_year)
            days += [rule.first_school_day, rule.last_school_day]
        days += [day for session in self.sessions for day in (session.from_, session.until)]
        return (min(days), max(days)) if days else (self.school_year.first_day, self.school_year.first_day)

    def half_days_on(self, day: date, site: str | None = None) -> tuple[HalfDay, ...]:
        """The half days with lessons on this day, in their order; empty on a day without lessons."""
        regular = half_days_of_weekday(day) if self._in_term(day) else ()
        if day not in self._special_days:
            return regular
        extra = {item.half_day for item in self.extra if item.date == day and item.site in (None, site)}
        closed = {item.half_day for item in self.closures if item.date == day and item.site in (None, site)}
        if None in closed:
            return ()
        return tuple(half for half in WHOLE_DAY if (half in regular or half in extra) and half not in closed)

    def half_days_anywhere_on(self, day: date) -> tuple[HalfDay, ...]:
        """The half days with lessons at any site, or for pupils without a named site, in their order."""
        sites = self.special_days_of_sites.get(day)
        if sites is None:
            return self.half_days_on(day)
        anywhere = {half_day for site in (None, *sites) for half_day in self.half_days_on(day, site)}
        return tuple(half_day for half_day in WHOLE_DAY if half_day in anywhere)

    def contains(self, day: date, half_day: HalfDay, site: str | None = None) -> bool:
        """Whether this half day has lessons."""
        return half_day in self.half_days_on(day, site)

    def is_school_day(self, day: date) -> bool:
        """Whether at least one half day of this day has lessons."""
        return bool(self.half_days_on(day))

    def half_days_until(self, until: date, from_date: date | None = None) -> Iterator[tuple[date, HalfDay]]:
        """The half days up to and with `until`, from `from_date` (else from the beginning), in order."""
        day = self.first_day if from_date is None else max(from_date, self.first_day)
        last = min(until, self.last_day)
        while day <= last:
            for half_day in self.half_days_on(day):
                yield day, half_day
            day += _DAY

    @cached_property
    def special_days_of_sites(self) -> Mapping[date, frozenset[str]]:
        """The days on which a site may differ from the school as a whole, each with those sites."""
        sites: dict[date, frozenset[str]] = {}
        for day, site in [(item.date, item.site) for item in self.closures] + [
            (item.date, item.site) for item in self.extra
        ]:
            if site is not None:
                sites[day] = sites.get(day, _NO_SITE) | {site}
        return sites

    @cached_property
    def _special_days(self) -> frozenset[date]:
        return frozenset(item.date for item in self.closures) | frozenset(item.date for item in self.extra)

    def _in_term(self, day: date) -> bool:
        if self.base == "own":
            return any(session.from_ <= day <= session.until for session in self.sessions)
        return not flemish_holidays(self.school_year).is_free(day)


CalendarOf = Callable[[SchoolYear], SchoolCalendar]


def nth_school_day_after(day: date, n: int, calendar_of: CalendarOf) -> date:
    """The n-th school day after `day`, across school years; `day` itself when n is 0.

    `calendar_of` gives the school's calendar of a school year. Raises DomainError when there is no school day for
    two years, ValueError when n is negative.
    """
    if n < 0:
        raise ValueError("n counts school days after the day")
    calendars: dict[SchoolYear, SchoolCalendar] = {}
    for _ in range(n):
        day = _next_school_day(day, calendars, calendar_of)
    return day


def _next_school_day(day: date, calendars: dict[SchoolYear, SchoolCalendar], calendar_of: CalendarOf) -> date:
    limit = day + _LONGEST_BREAK
    while (day := day + _DAY) <= limit:
        # A school's own year may begin before 1 September, so the next year's calendar may hold a day in August.
        for school_year in (SchoolYear.of(day), SchoolYear.of(day).next):
            if school_year not in calendars:
                calendars[school_year] = calendar_of(school_year)
            if calendars[school_year].is_school_day(day):
                return day
    raise DomainError("this school has no school day within two years")
