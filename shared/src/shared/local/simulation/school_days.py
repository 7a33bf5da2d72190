"""The school days of the year, and which of them come just before a holiday."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from shared.domain.flemish_calendar import flemish_calendar
from shared.domain.half_days import HalfDay
from shared.domain.school_year import SchoolYear
from shared.local.simulation.habits import DAYS_BEFORE_HOLIDAY, HOLIDAY_BREAK_DAYS


@dataclass(frozen=True, slots=True)
class SchoolDay:
    """A day with lessons."""

    date: date
    half_days: tuple[HalfDay, ...]
    just_before_holiday: bool


def school_days_of(school_year: SchoolYear) -> list[SchoolDay]:
    """All school days by the Flemish calendar, in order."""
    lessons: dict[date, tuple[HalfDay, ...]] = {}
    for day, half_day in flemish_calendar(school_year).half_days_until(school_year.last_day):
        lessons[day] = (*lessons.get(day, ()), half_day)
    last_days = _last_days_before_holidays(list(lessons))
    return _as_school_days(lessons, last_days)


def _as_school_days(lessons: Mapping[date, tuple[HalfDay, ...]], last_days: frozenset[date]) -> list[SchoolDay]:
    return [SchoolDay(day, half_days, day in last_days) for day, half_days in lessons.items()]


def _last_days_before_holidays(days: Sequence[date]) -> frozenset[date]:
    last_days: set[date] = set()
    for index, (day, following) in enumerate(pairwise(days)):
        if (following - day).days >= HOLIDAY_BREAK_DAYS:
            last_days.update(days[max(0, index + 1 - DAYS_BEFORE_HOLIDAY) : index + 1])
    return frozenset(last_days)
