"""From what a pupil's row says of the days at school to when the pupil is expected there."""

from collections.abc import Iterable
from datetime import date, timedelta

from asyncpg import Range

from attendance.register.domain.period import Period
from attendance.register.domain.planned_half_days import Expectation
from attendance.register.storage.encoding import half_day_of

# The column `enrolled`. A last day at the end of time would be given as the day after it, which Python has not.
ENROLLED = "enrolled * datemultirange(daterange(NULL, '9999-12-31')) AS enrolled"
_END_OF_TIME = date(9999, 12, 31)


def expectation_of(enrolled: Iterable[Range[date]], closed: Iterable[Range[int]]) -> Expectation:
    """When a pupil with these days of enrolment and these closed half days is expected.

    Both are multiranges as the driver gives them: up to the day, or the number of a half day, before `upper`. An end of
    the days may be open (None).
    """
    return Expectation(
        tuple(_period(days) for days in enrolled),
        frozenset(half_day_of(number) for stretch in closed for number in range(stretch.lower, stretch.upper)),
    )


def _period(days: Range[date]) -> Period:
    return Period(days.lower, None if days.upper in (None, _END_OF_TIME) else days.upper - timedelta(days=1))
