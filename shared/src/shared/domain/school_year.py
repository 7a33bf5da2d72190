"""The school year (*schooljaar*): 1 September up to and with 31 August."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Self

from shared.domain.errors import InvalidField

_LABEL = re.compile(r"(\d{4})-(\d{4})", re.ASCII)
_FIRST_YEAR, _LAST_YEAR = 1583, 9997


def _start(label: str) -> int:
    match = _LABEL.fullmatch(label)
    if match is None or int(match[2]) != int(match[1]) + 1:
        raise InvalidField("school_year", "must be two years in a row such as 2026-2027")
    if not _FIRST_YEAR <= int(match[1]) <= _LAST_YEAR:
        raise InvalidField("school_year", f"must start in {_FIRST_YEAR} to {_LAST_YEAR}")
    return int(match[1])


@dataclass(frozen=True, order=True, slots=True)
class SchoolYear:
    """A school year, named by the year it starts in; written `2026-2027`.

    Every day lies in a school year, so that a date nobody meant (the year 1) can be spoken of. Calendars exist from
    1583 (the Gregorian calendar's first whole year) to 9997.
    """

    start: int

    @classmethod
    def parse(cls, label: str) -> "SchoolYear":
        """Read `2026-2027`. Raises InvalidField for what is not two years in a row, or has no calendar."""
        return _parsed(label)

    @classmethod
    def of(cls, day: date) -> Self:
        """The school year of a day, where school years turn on 1 September."""
        return cls(day.year if day.month >= 9 else day.year - 1)

    @property
    def first_day(self) -> date:
        return date(self.start, 9, 1)

    @property
    def last_day(self) -> date:
        return date(self.start + 1, 8, 31)

    @property
    def next(self) -> Self:
        return type(self)(self.start + 1)

    @property
    def previous(self) -> Self:
        return type(self)(self.start - 1)

    def ended(self, today: date) -> bool:
        """Whether this school year is over: from the 1 September after it on."""
        return today > self.last_day

    def __str__(self) -> str:
        return f"{self.start}-{self.start + 1}"


@lru_cache(maxsize=1024)  # every row of a case and of what it rests on names its school year
def _parsed(label: str) -> SchoolYear:
    return SchoolYear(_start(label))
