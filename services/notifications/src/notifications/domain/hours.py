"""At which hours a notice that can wait may go, in Europe/Brussels."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from notifications.domain.open_days import OpenDays, is_school_day

_DAY = timedelta(days=1)
# Longer than any holiday; who is never there, such as at a school that was closed, is told all the same.
_LONGEST_WAIT = timedelta(days=92)


@dataclass(frozen=True, slots=True)
class Hours:
    """From ``opens`` until before ``closes``, on open days. A local agreement, or what a receiver prefers."""

    opens: time
    closes: time

    @classmethod
    def parse(cls, text: str) -> "Hours":
        """The hours of `08:30-16:00`. Raises ValueError for another text, and where they end before they begin."""
        opens, closes = (time.fromisoformat(part) for part in text.split("-"))
        return cls.between(opens, closes)

    @classmethod
    def between(cls, opens: time, closes: time) -> "Hours":
        """These hours. Raises ValueError where they end before they begin."""
        if closes <= opens:
            raise ValueError("hours end after they begin")
        return cls(opens, closes)

    def include(self, moment: datetime, open_days: OpenDays = is_school_day) -> bool:
        """Whether a notice may go at this moment."""
        return self.opens <= moment.time() < self.closes and open_days(moment.date())

    def next_opening(self, moment: datetime, open_days: OpenDays = is_school_day) -> datetime:
        """When a notice may go that may not go at this moment."""
        return next_at(self.opens, moment, open_days)


def next_at(hour: time, moment: datetime, open_days: OpenDays = is_school_day) -> datetime:
    """The first time from this moment on that it is this hour on an open day, by the clock on the wall.

    Without an open day in three months it is the next day.
    """
    today = moment.date()
    first = today if moment.time() <= hour else today + _DAY
    for number in range(_LONGEST_WAIT.days):
        if open_days(day := first + number * _DAY):
            return _at(hour, day, moment)
    return _at(hour, first, moment)


def _at(hour: time, day: date, moment: datetime) -> datetime:
    return datetime.combine(day, hour, moment.tzinfo)
