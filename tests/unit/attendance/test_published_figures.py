"""What attendance publishes gives away no more than its pages show."""

from datetime import date

from attendance.figures.domain.figures import Month, Planned, WeekRate
from attendance.figures.domain.participation import AgeGroup, Participation
from attendance.figures.domain.published import (
    attendance_rates,
    pupils_at_levels,
    pupils_of_schools,
    toddlers_by_age,
)
from attendance.figures.domain.social_mix import PupilsBySes, social_mix
from attendance.figures.domain.together import MonthTogether
from shared.domain.published_figures import of_groups

MONDAY = date(2026, 10, 5)


def week(school: str, pupils: int, *, absent: int, unknown: int = 0, monday: date = MONDAY) -> WeekRate:
    return WeekRate(school, monday, Planned(pupils, pupils * 9), absent, unknown)


def test_pupils_are_told_by_school_and_level_without_a_total():
    mixes = {
        "lager": social_mix([PupilsBySes("123456", 20, 30, 10), PupilsBySes("654321", 12, 8, 6)], 5),
        "kleuter": social_mix([PupilsBySes("123456", 1, 2, 0)], 5),
    }
    assert list(pupils_of_schools(mixes)) == [
        of_groups(60, school="123456", level_of_education="lager"),
        of_groups(26, school="654321", level_of_education="lager"),
        of_groups(None, school="123456", level_of_education="kleuter"),
    ]


def test_pupils_at_levels_are_those_of_the_last_month():
    months = [
        MonthTogether(Month(2026, 9, date(2026, 9, 30)), (400, 20, None, None, 0)),
        MonthTogether(Month(2026, 10, date(2026, 10, 31)), (410, 31, 12, None, 0)),
    ]
    assert list(pupils_at_levels(months)) == [
        of_groups(410),
        of_groups(31, at_least="5"),
        of_groups(12, at_least="10"),
        of_groups(None, at_least="15"),
        of_groups(0, at_least="30"),
    ]
    assert list(pupils_at_levels([])) == []


def test_a_rate_is_of_the_weeks_that_are_shown_alone():
    later = date(2026, 10, 12)
    weeks = [
        week("123456", 10, absent=9, unknown=0),
        week("123456", 3, absent=27, monday=later),
        week("654321", 4, absent=12),
    ]
    assert list(attendance_rates(weeks, 5)) == [
        of_groups(round(1 - 21 / 126, 3)),
        of_groups(0.9, school="123456"),
        of_groups(None, school="654321"),
    ]


def test_weeks_in_which_nothing_is_resolved_have_no_rate():
    assert list(attendance_rates([week("123456", 10, absent=0, unknown=90)], 5)) == [
        of_groups(None),
        of_groups(None, school="123456"),
    ]


def test_toddlers_are_those_of_the_municipality():
    of_all = Participation(None, AgeGroup.FOUR, 30, 21, None, None, 100.0)
    of_school = Participation("123456", AgeGroup.FOUR, 12, 7, 5, 0, 100.0)
    assert list(toddlers_by_age([of_school, of_all])) == [
        of_groups(30, age="4"),
        of_groups(21, age="4", participation="reached"),
        of_groups(None, age="4", participation="if-accepted"),
        of_groups(None, age="4", participation="not-reached"),
    ]
