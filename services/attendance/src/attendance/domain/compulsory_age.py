"""Compulsory education (*leerplicht*): from which day to which day it holds for a person."""

from datetime import date, timedelta

from attendance.domain.period import Period

# Law of 23 March 2019: from 1 September 2020 compulsory education starts in the year a child turns five, before in the
# year it turns six (law of 29 June 1983).
_FIVE_FROM = date(2020, 9, 1)
_MAJORITY = 18

# Who is born later is of compulsory age on no date there is.
_LAST_YEAR = date.max.year - _MAJORITY


def compulsory_period(birth_date: date | None) -> Period:
    """The days, both included, on which a person born on this date is of compulsory age.

    From 1 September of the calendar year of the fifth birthday up to the day before the eighteenth birthday, or up to
    30 June of that year when the birthday is later (law of 29 June 1983, article 1). Without a birth date: always.
    """
    if birth_date is None:
        return Period(None, None)
    if birth_date.year > _LAST_YEAR:
        return Period(date.max, date.max)
    start = date(birth_date.year + 5, 9, 1)
    if start < _FIVE_FROM:
        start = date(birth_date.year + 6, 9, 1)
    year = birth_date.year + _MAJORITY
    return Period(start, min(_birthday(birth_date, year) - timedelta(days=1), date(year, 6, 30)))


def _birthday(birth_date: date, year: int) -> date:
    try:
        return birth_date.replace(year=year)
    except ValueError:  # born on 29 February
        return date(year, 3, 1)
