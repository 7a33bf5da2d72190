"""Which school year's calendar a half day of a school belongs to."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from shared.domain.flemish_calendar import flemish_calendar
from shared.domain.half_days import HalfDay
from shared.domain.school_calendar import SchoolCalendar
from shared.domain.school_year import SchoolYear


@lru_cache(maxsize=4096)
def _flemish_half_days(day: date) -> tuple[HalfDay, ...]:
    return flemish_calendar(SchoolYear.of(day)).half_days_on(day)


class SchoolDays:
    """The half days of any number of schools: by their own calendar, else by the Flemish calendar."""

    def __init__(self, own: Iterable[SchoolCalendar] = ()) -> None:
        self._own: dict[str, dict[int, SchoolCalendar]] = {}
        for calendar in own:
            self._own.setdefault(str(calendar.school), {})[calendar.school_year.start] = calendar

    def calendar(self, school: str, school_year: SchoolYear) -> SchoolCalendar:
        """The calendar of this school: its own, or the Flemish one (version 0)."""
        return self._own.get(school, {}).get(school_year.start) or flemish_calendar(school_year)

    def school_year_of(self, school: str, day: date, half_day: HalfDay) -> int | None:
        """The year in which the school year starts whose calendar contains this half day, at any site of the school.

        None outside every calendar. School years turn on 1 September, but a calendar of the school's own may begin
        before that day.
        """
        own = self._own.get(school)
        year = turning_in_september(day)
        if own is None:
            return year if half_day in _flemish_half_days(day) else None
        this = own.get(year)
        half_days = this.half_days_anywhere_on(day) if this else _flemish_half_days(day)
        if half_day in half_days:
            return year
        following = own.get(year + 1)
        return year + 1 if following and half_day in following.half_days_anywhere_on(day) else None

    def special_days_of_sites(self, school: str) -> frozenset[date]:
        """The days on which a site of this school may differ from the school as a whole."""
        return frozenset(day for own in self._own.get(school, {}).values() for day in own.special_days_of_sites)

    def closed_at(self, school: str, site: str | None, day: date) -> frozenset[HalfDay]:
        """The half days of this day on which the school has lessons somewhere, but not at this site.

        Without a site: not for pupils whose site the school does not name.
        """
        year = turning_in_september(day)
        calendars = [self.calendar(school, SchoolYear(start)) for start in (year, year + 1)]
        anywhere = {half_day for calendar in calendars for half_day in calendar.half_days_anywhere_on(day)}
        return frozenset(anywhere.difference(*(calendar.half_days_on(day, site) for calendar in calendars)))

    @staticmethod
    def latest_possible_year(day: date) -> int:
        """The latest school year that any calendar could give to a half day on this day."""
        year = turning_in_september(day)
        return year + 1 if day.month in (7, 8) else year


def turning_in_september(day: date) -> int:
    """The year in which the school year of this day starts, where school years turn on 1 September."""
    return day.year if day.month >= 9 else day.year - 1
