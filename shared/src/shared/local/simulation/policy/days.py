"""Days of the last and the running school year, as the invented texts name them."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from shared.domain.school_year import SchoolYear
from shared.local.simulation.school_days import school_days_of
from shared.runtime.clock import BRUSSELS

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")
_DAY = re.compile(r"(last|this) (?:(mon|tue|wed|thu|fri) )?(\d\d)-(\d\d)(?: (\d\d):(\d\d))?")
_YEAR = re.compile(r"(last|this)(?:\+(\d))?")
_FIRST_MONTH = 9


class Days:
    """Reads ``last thu 10-05 16:00``: the first Thursday with lessons from 5 October of the last school year on.

    Without a weekday it is that day itself. ``this`` is the school year of ``now``.
    """

    def __init__(self, now: datetime) -> None:
        self.now = now
        this = SchoolYear.of(now.date())
        self._years = {"this": this, "last": this.previous}
        self._lessons = {name: [day.date for day in school_days_of(year)] for name, year in self._years.items()}

    def day(self, text: str) -> date:
        """The day. Raises ValueError for what is no day."""
        return self.moment(text).date()

    def moment(self, text: str) -> datetime:
        """The day and time; midnight without a time. Raises ValueError likewise."""
        match = _DAY.fullmatch(text)
        if match is None:
            raise ValueError(f"{text} is no day of an invented year")
        name, weekday, month, of_month, hour, minute = match.groups()
        start = self._years[name].start
        day = date(start if int(month) >= _FIRST_MONTH else start + 1, int(month), int(of_month))
        if weekday is not None:
            number = _WEEKDAYS.index(weekday)
            day = next(lesson for lesson in self._lessons[name] if lesson >= day and lesson.weekday() == number)
        return datetime.combine(day, time(int(hour or 0), int(minute or 0)), BRUSSELS)

    def school_year(self, text: str) -> SchoolYear:
        """Of ``last+2`` the school year two after the last. Raises ValueError."""
        match = _YEAR.fullmatch(text)
        if match is None:
            raise ValueError(f"{text} is no school year of an invented year")
        return SchoolYear(self._years[match[1]].start + int(match[2] or 0))

    def calendar_year(self, number: int) -> int:
        """The calendar year so many after the one in which the last school year began."""
        return self._years["last"].start + number

    def is_past(self, moment: datetime) -> bool:
        """Whether it is over, an hour of talk included."""
        return moment + timedelta(hours=4) < self.now

    def weekly(self, first: str, last: str, *, weekday: str, at: str) -> list[datetime]:
        """This weekday of every week with lessons, at this time, from the first day up to and with the last."""
        hour = time.fromisoformat(at)
        between = [lesson for lessons in self._lessons.values() for lesson in lessons]
        return [
            datetime.combine(day, hour, BRUSSELS)
            for day in sorted(between)
            if self.day(first) <= day <= self.day(last) and day.weekday() == _WEEKDAYS.index(weekday)
        ]

    @staticmethod
    def read(text: str) -> datetime:
        """A moment as endpoints answer it."""
        return datetime.fromisoformat(text)

    def of(self, fields: Mapping[str, Any], *names: str) -> dict[str, Any]:
        """The fields, with the days of these names as the endpoints take them."""
        return {name: f"{self.day(value)}" if name in names else value for name, value in fields.items()}
