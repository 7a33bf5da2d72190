"""Wall-clock time in Flanders, and the moments it stands for."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

BRUSSELS = ZoneInfo("Europe/Brussels")


def moment(day: date, at: time) -> datetime:
    """The moment, in UTC, at which clocks in Brussels show this time; the first one when they show it twice."""
    return datetime.combine(day, at, BRUSSELS).astimezone(UTC)


def midnight(day: date) -> datetime:
    """The moment at which this day begins in Brussels."""
    return moment(day, time())


def local_day(when: datetime) -> date:
    """The day in Brussels on which this moment lies."""
    return when.astimezone(BRUSSELS).date()


def monday_of(day: date) -> date:
    """The Monday of this day's week."""
    return day - timedelta(days=day.weekday())
