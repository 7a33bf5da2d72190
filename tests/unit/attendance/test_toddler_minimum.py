"""How often toddlers have to be present, by their age on 31 December."""

from datetime import date

import pytest

from attendance.register.domain.toddler_minimum import (
    ENOUGH_FOR_PRIMARY,
    MOST_UNJUSTIFIED,
    Reached,
    ToddlerYear,
    age_on_31_december,
    minimum_of_age,
)
from shared.domain.school_year import SchoolYear

THIS_YEAR = SchoolYear(2026)


def toddler(age: int, *, present: int = 0, problematic: int = 0, justified: int = 0, unknown: int = 0) -> ToddlerYear:
    planned = present + problematic + justified + unknown
    return ToddlerYear(age, THIS_YEAR, planned, problematic, justified, unknown)


@pytest.mark.parametrize(
    ("birth_date", "age"),
    [(date(2021, 12, 31), 5), (date(2022, 1, 1), 4), (date(2022, 12, 31), 4), (date(2024, 5, 1), 2)],
)
def test_the_age_is_that_on_31_december_of_the_school_year(birth_date: date, age: int) -> None:
    assert age_on_31_december(birth_date, THIS_YEAR) == age


@pytest.mark.parametrize(("age", "minimum"), [(2, 100), (3, 150), (4, 185), (5, 290), (6, None), (7, None)])
def test_r25_the_minimum_is_100_150_185_or_290_half_days_by_age(age: int, minimum: int | None) -> None:
    assert minimum_of_age(age, THIS_YEAR) == minimum


def test_r25_the_numbers_hold_from_2020_2021_on() -> None:
    assert minimum_of_age(5, SchoolYear(2020)) == 290
    assert minimum_of_age(5, SchoolYear(2019)) is None


@pytest.mark.parametrize(("age", "minimum"), [(2, 100), (3, 150), (4, 185), (5, 290)])
def test_r25_one_half_day_decides(age: int, minimum: int) -> None:
    assert toddler(age, present=minimum).reached is Reached.YES
    assert toddler(age, present=minimum - 1).reached is Reached.NO


def test_r25_from_six_years_on_29_unjustified_half_days_are_borne_and_30_are_not() -> None:
    assert MOST_UNJUSTIFIED == 29
    assert toddler(6, problematic=30).too_often_unjustified
    assert not toddler(6, problematic=29).too_often_unjustified
    assert not toddler(5, problematic=30).too_often_unjustified
    assert toddler(6).reached is None


def test_r23_of_a_five_year_old_absences_may_have_been_accepted_and_of_a_younger_one_not() -> None:
    assert toddler(5, present=280, justified=10).reached is Reached.IF_ACCEPTED
    assert toddler(5, present=280, justified=9).reached is Reached.NO
    assert toddler(4, present=180, justified=10).reached is Reached.NO


def test_r24_for_primary_school_presence_alone_counts() -> None:
    assert ENOUGH_FOR_PRIMARY == 290
    assert toddler(5, present=290).enters_primary
    assert not toddler(5, present=289, justified=40).enters_primary


def test_unknown_half_days_are_no_presence() -> None:
    assert toddler(3, present=150, unknown=20, problematic=3).present == 150


def test_more_marks_than_planned_half_days_leave_no_negative_presence() -> None:
    assert ToddlerYear(3, THIS_YEAR, planned=2, problematic=3, justified=0, unknown=0).present == 0
