"""What of a person's calendars a rule needs: the half days planned, and how the school weeks follow each other."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from attendance.register.domain.period import Period
from attendance.register.domain.planned_half_days import Expectation, planned_half_days
from attendance.register.domain.school_days import SchoolDays
from shared.domain.half_days import HalfDay
from shared.domain.school_calendar import SchoolCalendar
from shared.domain.school_year import SchoolYear

WEEKS_OF_A_SCHOOL_MONTH = 4
"""Ohio Revised Code 3313.62: "a school month of four school weeks"."""

_WEEK = timedelta(weeks=1)
_ALWAYS = Expectation((Period(None, None),))


class ExpectedAt(NamedTuple):
    """A school, and when the person is expected there."""

    school: str
    expectation: Expectation


class Timetable:
    """The half days planned for one person over all schools, and the school weeks of those schools.

    A person without a school has neither; what is asked of days outside it counts as a week, and a place, of its own.
    """

    def __init__(self, schools: Iterable[ExpectedAt], days: SchoolDays, school_years: Iterable[int]) -> None:
        schools = tuple(schools)
        weeks: dict[int, set[date]] = {}
        planned: set[tuple[date, HalfDay]] = set()
        for year in school_years:
            for school, expectation in schools:
                calendar = days.calendar(school, SchoolYear(year))
                weeks.setdefault(year, set()).update(school_weeks(calendar))
                planned.update(planned_half_days(calendar).half_days(expectation))
        self._planned = sorted(planned)
        self._weeks_of_year = {year: sorted(mondays) for year, mondays in weeks.items()}
        self._weeks = sorted(set().union(*weeks.values()))

    def planned_on(self, day: date) -> Iterator[HalfDay]:
        """The half days planned on this day."""
        place = bisect_left(self._planned, (day, HalfDay.AM))
        while place < len(self._planned) and self._planned[place][0] == day:
            yield self._planned[place][1]
            place += 1

    def place(self, day: date, half_day: HalfDay) -> int:
        """How many half days are planned before this half day; half days that follow each other differ by 1."""
        return bisect_left(self._planned, (day, half_day))

    def school_week(self, day: date) -> int:
        """How many school weeks there are before the week of this day."""
        return bisect_left(self._weeks, monday_of(day))

    def school_month(self, day: date, school_year: int) -> int:
        """How many school months there are before this day's in the school year."""
        return self._week_of_year(day, school_year) // WEEKS_OF_A_SCHOOL_MONTH

    def planned_in_year(self, school_year: int) -> int:
        """How many half days are planned in the school year, also those still to come."""
        return self._planned_from(0, len(self._weeks_of_year.get(school_year, ())), school_year)

    def planned_in_month(self, day: date, school_year: int) -> int:
        """How many half days are planned in the school month of this day."""
        first = self.school_month(day, school_year) * WEEKS_OF_A_SCHOOL_MONTH
        return self._planned_from(first, WEEKS_OF_A_SCHOOL_MONTH, school_year)

    def planned_in_weeks(self, day: date, school_year: int, weeks: int) -> int:
        """How many half days are planned in so many school weeks, up to and with the week of this day.

        While the person has had fewer school weeks in the school year, the first school weeks count. So one absent day
        at the beginning is no high rate.
        """
        year = self._weeks_of_year.get(school_year, [])
        begun = bisect_left(self._planned, (year[0], HalfDay.AM)) if year else 0
        first = self._week_of_year(self._planned[begun][0], school_year) if begun < len(self._planned) else 0
        return self._planned_from(max(first, self._week_of_year(day, school_year) - weeks + 1), weeks, school_year)

    def _week_of_year(self, day: date, school_year: int) -> int:
        return bisect_left(self._weeks_of_year.get(school_year, ()), monday_of(day))

    def _planned_from(self, first: int, weeks: int, school_year: int) -> int:
        """How many half days are planned in so many school weeks of the year from this week on."""
        mondays = self._weeks_of_year.get(school_year, [])[first : first + weeks]
        return self.place(mondays[-1] + _WEEK, HalfDay.AM) - self.place(mondays[0], HalfDay.AM) if mondays else 0


def monday_of(day: date) -> date:
    """The Monday of the week of this day."""
    return day - timedelta(days=day.weekday())


@lru_cache(maxsize=128)
def school_weeks(calendar: SchoolCalendar) -> frozenset[date]:
    """The Mondays of the weeks with at least one half day in this calendar."""
    return frozenset(monday_of(day) for day, _ in planned_half_days(calendar).half_days(_ALWAYS))
