"""From what a pupil's row says of the days at school to when the pupil is expected there."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Protocol

from attendance.domain.period import Period
from attendance.domain.planned_half_days import Expectation


class _Days(Protocol):
    """A stretch of days as the database gives it: from `lower` up to the day before `upper`; None is open."""

    lower: date | None
    upper: date | None


def expectation_of(enrolled: Iterable[_Days]) -> Expectation:
    """When a pupil with these days of enrolment is expected."""
    return Expectation(tuple(_period(days) for days in enrolled))


def _period(days: _Days) -> Period:
    return Period(days.lower, None if days.upper is None else days.upper - timedelta(days=1))
