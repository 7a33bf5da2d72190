"""Compulsory education (*leerplicht*): from which day to which day it holds for a person."""

from datetime import date, timedelta
from typing import NamedTuple

from attendance.register.domain.period import Period

# Law of 23 March 2019: from 1 September 2020 compulsory education starts in the year a child turns five. Before, it
# started in the year a child turns six (law of 29 June 1983).
_FIVE_FROM = date(2020, 9, 1)
_MAJORITY = 18
_PART_TIME_AGES = (15, 16)

# "From the 60th day after the entry in the register" (agodi.be, 'leerplicht'), for who comes from abroad.
_AFTER_REGISTRATION = timedelta(days=60)

# Who is born later is of compulsory age on no date there is.
_LAST_YEAR = date.max.year - _MAJORITY
_NEVER = Period(date.max, date.max)


class CompulsoryAge(NamedTuple):
    """The days of compulsory age, and those from which education may be part-time (`part_time_from`)."""

    days: Period
    part_time_from: tuple[date, ...]


def compulsory_period(birth_date: date | None, registered_on: date | None = None) -> Period:
    """The days, both included, on which a person born on this date is of compulsory age.

    The period begins on 1 September of the calendar year of the fifth birthday. It ends on the day before the
    eighteenth birthday, or on 30 June of that year when the birthday is later. Source: law of 29 June 1983, article 1.
    Without a birth date, the person is always of compulsory age.

    `registered_on` is the day of entry in the register of foreigners or of the population, for a person who comes from
    abroad. It is None for everybody else. The period of a person from abroad begins not before the 60th day after
    `registered_on`.
    """
    period = _by_age(birth_date)
    if registered_on is None:
        return period
    first = _later(registered_on, _AFTER_REGISTRATION)
    if period.first is not None and period.first >= first:
        return period
    if period.last is not None and period.last < first:
        return _NEVER
    return Period(first, period.last)


def part_time_from(birth_date: date | None) -> tuple[date, ...]:
    """The days from which compulsory education may be part-time (*deeltijdse leerplicht*): the 15th and 16th birthday.

    Sources say "15 or 16" and do not say which pupils have which age. So the answer has both days, for information
    only. Empty without a birth date, or if there is no such day.
    """
    if birth_date is None:
        return ()
    years = (birth_date.year + age for age in _PART_TIME_AGES)
    return tuple(_birthday(birth_date, year) for year in years if year <= date.max.year)


def compulsory_age(days: Period, birth_date: date | None) -> CompulsoryAge | None:
    """What is known of a person with these days of compulsory age; None when nothing is."""
    return None if days == Period(None, None) else CompulsoryAge(days, part_time_from(birth_date))


def _by_age(birth_date: date | None) -> Period:
    if birth_date is None:
        return Period(None, None)
    if birth_date.year > _LAST_YEAR:
        return _NEVER
    start = date(birth_date.year + 5, 9, 1)
    if start < _FIVE_FROM:
        start = date(birth_date.year + 6, 9, 1)
    year = birth_date.year + _MAJORITY
    return Period(start, min(_birthday(birth_date, year) - timedelta(days=1), date(year, 6, 30)))


def _later(day: date, by: timedelta) -> date:
    return day + by if day <= date.max - by else date.max


def _birthday(birth_date: date, year: int) -> date:
    try:
        return birth_date.replace(year=year)
    except ValueError:  # born on 29 February
        return date(year, 3, 1)
