"""A school year in numbers: how many pupils are how often absent, and what share of half days is attended."""

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from shared.domain.half_days import HalfDay
from shared.domain.school_year import SchoolYear

PUBLISHED_LEVELS = (5, 10, 15, 30)
"""Problematic half days at which AGODI publishes numbers of pupils; 30 is *problematisch afwezig* (R10)."""

_SEPTEMBER = 9


class Month(NamedTuple):
    """A month of a school year as far as it has come: up to and with `until`."""

    year: int
    month: int
    until: date

    def __str__(self) -> str:
        return f"{self.year}-{self.month:02}"


def months_until(school_year: SchoolYear, today: date) -> tuple[Month, ...]:
    """The months of a school year that have begun, September first."""
    begun = []
    for number in range(12):
        year, month = school_year.start + (number + 8) // 12, (number + 8) % 12 + 1
        if date(year, month, 1) <= today:
            begun.append(Month(year, month, min(date(year, month, monthrange(year, month)[1]), today)))
    return tuple(begun)


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """Pupils of one school and level of education, from the beginning of the school year to the end of a month.

    `pupils` were enrolled and of compulsory age; `at_least` says how many of them had reached a number of problematic
    half days, by that number.
    """

    school: str
    level_of_education: str
    month: Month
    pupils: int
    at_least: Mapping[int, int]

    @property
    def nested(self) -> tuple[int, ...]:
        """All pupils, then those at each published level: groups that lie inside each other."""
        return (self.pupils, *(self.at_least.get(level, 0) for level in PUBLISHED_LEVELS))


@dataclass(frozen=True, slots=True)
class Planned:
    """What calendar and enrolments make of a school's week: pupils, and the half days planned for all of them."""

    pupils: int = 0
    half_days: int = 0


@dataclass(frozen=True, slots=True)
class WeekRate:
    """How many of a school's planned half days were attended in the week of `monday`.

    Late is present (R4); an unknown half day is neither present nor absent and lowers what the rate is taken of (R5).
    """

    school: str
    monday: date
    planned: Planned
    absent: int
    unknown: int

    @property
    def week(self) -> str:
        """The ISO week, such as 2026-W41."""
        year, week, _ = self.monday.isocalendar()
        return f"{year}-W{week:02}"

    @property
    def rate(self) -> float | None:
        """The share of the planned, resolved half days on which pupils were present; None without any."""
        resolved = self.planned.half_days - self.unknown
        return None if resolved <= 0 else 1 - self.absent / resolved


def monday_of(day: date) -> date:
    """The first day of the week in which this day lies."""
    return day - timedelta(days=day.weekday())


def half_days_by_week(half_days: Iterable[tuple[date, HalfDay]]) -> Counter[date]:
    """How many of these half days lie in each week, by its Monday."""
    return Counter(monday_of(day) for day, _ in half_days)
