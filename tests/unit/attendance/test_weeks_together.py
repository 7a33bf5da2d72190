"""The weeks of several schools together: pupils and what was attended, where there are enough."""

from datetime import date

from attendance.figures.domain.figures import Planned, WeekRate
from attendance.figures.domain.together import WeekTogether, weeks_together

FIRST, SECOND = date(2026, 9, 7), date(2026, 9, 14)


def week(school: str, monday: date, pupils: int, *, absent: int = 0, unknown: int = 0) -> WeekRate:
    return WeekRate(school, monday, Planned(pupils, 9 * pupils), absent, unknown)


def test_weeks_of_schools_are_added_and_a_few_pupils_are_not_shown():
    weeks = [week("125001", FIRST, 6, absent=9), week("125002", FIRST, 4, unknown=0), week("125001", SECOND, 3)]
    assert weeks_together(weeks, 5) == [WeekTogether(FIRST, 10, 0.9), WeekTogether(SECOND, None, None)]


def test_a_week_of_which_nothing_is_resolved_has_no_rate():
    assert weeks_together([week("125001", FIRST, 6, unknown=54)], 5) == [WeekTogether(FIRST, 6, None)]
