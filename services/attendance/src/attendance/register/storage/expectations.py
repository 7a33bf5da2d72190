"""From what a pupil's row says of the days at school to when the pupil is expected there."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Protocol

from attendance.register.domain.period import Period
from attendance.register.domain.planned_half_days import Expectation
from attendance.register.storage.encoding import half_day_of

# The column `enrolled`. A last day at the end of time would be given as the day after it, which Python has not.
ENROLLED = "enrolled * datemultirange(daterange(NULL, '9999-12-31')) AS enrolled"
_END_OF_TIME = date(9999, 12, 31)


class _Days(Protocol):
    """A stretch of days as the database gives it: from `lower` up to the day before `upper`; None is open."""

    lower: date | None
    upper: date | None


class _Numbers(Protocol):
    """A stretch of half days, as the numbers they have in the database, up to the half day before `upper`."""

    lower: int
    upper: int


def expectation_of(enrolled: Iterable[_Days], closed: Iterable[_Numbers]) -> Expectation:
    """When a pupil with these days of enrolment and these closed half days is expected."""
    return Expectation(
        tuple(_period(days) for days in enrolled),
        frozenset(half_day_of(number) for stretch in closed for number in range(stretch.lower, stretch.upper)),
    )


def _period(days: _Days) -> Period:
    return Period(days.lower, None if days.upper in (None, _END_OF_TIME) else days.upper - timedelta(days=1))
