"""The Flemish school holidays (*schoolvakanties*) and free days, computed for any school year.

Source: Besluit van de Vlaamse Regering of 31 August 2001, article 7 (secondary). The same rule holds for primary
education by the Besluit of 17 April 1991.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from shared.domain.easter import easter
from shared.domain.school_year import SchoolYear

_SATURDAY, _SUNDAY = 5, 6
_WEEK = timedelta(weeks=1)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Holiday:
    """A holiday, both days included; whole weeks from a Monday, except for summer."""

    name: str
    from_: date
    until: date


@dataclass(frozen=True, slots=True)
class FlemishHolidays:
    """What the rule says of one school year."""

    first_school_day: date
    last_school_day: date
    holidays: tuple[Holiday, ...]
    free_days: frozenset[date]

    def is_free(self, day: date) -> bool:
        """Whether there are no lessons in Flanders on this day, weekends apart."""
        if not self.first_school_day <= day <= self.last_school_day or day in self.free_days:
            return True
        return any(holiday.from_ <= day <= holiday.until for holiday in self.holidays)


@lru_cache(maxsize=256)
def flemish_holidays(school_year: SchoolYear) -> FlemishHolidays:
    """The holidays and free days of this school year."""
    return FlemishHolidays(
        first_school_day=_first_school_day(school_year.start),
        last_school_day=_last_school_day(school_year.start + 1),
        holidays=tuple(_holidays(school_year)),
        free_days=frozenset(_free_days(school_year)),
    )


def _first_school_day(year: int) -> date:
    day = date(year, 9, 1)
    return _monday_of(day) + _WEEK if _in_weekend(day) else day


def _last_school_day(year: int) -> date:
    day = date(year, 6, 30)
    return _monday_of(day) + timedelta(days=4) if _in_weekend(day) else day


def _holidays(school_year: SchoolYear) -> Iterator[Holiday]:
    autumn, spring = school_year.start, school_year.start + 1
    yield _weeks("herfstvakantie", _autumn(autumn), 1)
    yield _weeks("kerstvakantie", _christmas(autumn), 2)
    yield _weeks("krokusvakantie", _monday_of(easter(spring)) - 6 * _WEEK, 1)
    yield _weeks("paasvakantie", _spring(spring), 2)
    yield Holiday("zomervakantie", date(spring, 7, 1), date(spring, 8, 31))


def _autumn(year: int) -> date:
    all_saints = date(year, 11, 1)
    return all_saints + _DAY if all_saints.weekday() == _SUNDAY else _monday_of(all_saints)


def _christmas(year: int) -> date:
    christmas = date(year, 12, 25)
    return _monday_of(christmas) + (_WEEK if _in_weekend(christmas) else timedelta())


def _spring(year: int) -> date:
    sunday = easter(year)
    if sunday.month == 3:
        return sunday + _DAY
    if sunday > date(year, 4, 15):
        return _monday_of(sunday) - _WEEK
    return _monday_of(date(year, 4, 7))


def _free_days(school_year: SchoolYear) -> Iterator[date]:
    spring = school_year.start + 1
    sunday = easter(spring)
    yield date(school_year.start, 11, 11)
    yield sunday + _DAY
    yield date(spring, 5, 1)
    ascension = sunday + timedelta(days=39)
    yield from (ascension, ascension + _DAY)
    yield sunday + timedelta(days=50)


def _weeks(name: str, monday: date, count: int) -> Holiday:
    return Holiday(name, monday, monday + count * _WEEK - _DAY)


def _monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _in_weekend(day: date) -> bool:
    return day.weekday() >= _SATURDAY
