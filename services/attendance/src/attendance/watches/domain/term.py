"""The term of a criterion: from the day after it was asked to the end of the n-th whole school week."""

from collections.abc import Callable
from datetime import date, timedelta

_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
# Whoever has no lessons for two years has none to watch.
_LONGEST_BREAK = timedelta(days=2 * 366)


def last_day_of_term(asked_on: date, school_weeks: int, has_lessons: Callable[[date, date], bool]) -> date | None:
    """The Sunday with which the n-th whole school week after the day it was asked ends.

    A school week is a week from Monday to Sunday in which the pupil has lessons, so holidays do not count. The calendar
    is that of the school at which the pupil is enrolled then. `has_lessons` says so of a stretch of days. The week in
    which it was asked is not whole. That is a local agreement: no Flemish source has such a term.

    None without so many school weeks ahead: the pupil is enrolled nowhere, or has left.
    """
    monday = asked_on - timedelta(days=asked_on.weekday()) + _WEEK
    last_lessons = asked_on
    passed = 0
    while monday - last_lessons <= _LONGEST_BREAK:
        sunday = monday + _WEEK - _DAY
        if has_lessons(monday, sunday):
            passed += 1
            last_lessons = sunday
            if passed == school_weeks:
                return sunday
        monday += _WEEK
    return None
