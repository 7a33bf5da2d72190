"""Toddlers added up by school and age."""

from dataclasses import replace
from datetime import date

import pytest

from attendance.figures.domain.participation import AgeGroup, Participation, Toddler, participation
from shared.domain.school_year import SchoolYear

YEAR = SchoolYear(2026)
BORN = {AgeGroup.BELOW_3: 2024, AgeGroup.THREE: 2023, AgeGroup.FOUR: 2022, AgeGroup.FIVE: 2021, AgeGroup.FROM_6: 2020}


def toddler(age: AgeGroup = AgeGroup.THREE, *, present: int = 0, school: str = "123456", **marks: int) -> Toddler:
    marks = {"problematic": 0, "justified": 0, "unknown": 0} | marks
    birth_date = date(BORN[age], 5, 1) if age in BORN else None
    return Toddler(school, birth_date, present + sum(marks.values()), **marks)


def figures(*toddlers: Toddler, smallest: int = 5) -> dict[tuple[str | None, AgeGroup], Participation]:
    return {(each.school, each.age): each for each in participation(toddlers, YEAR, smallest)}


@pytest.mark.parametrize(
    ("age", "minimum"), [(AgeGroup.BELOW_3, 100), (AgeGroup.THREE, 150), (AgeGroup.FOUR, 185), (AgeGroup.FIVE, 290)]
)
def test_r25_toddlers_are_counted_beside_the_minimum_of_their_age(age: AgeGroup, minimum: int) -> None:
    assert age.minimum(YEAR) == minimum
    found = figures(*[toddler(age, present=minimum)] * 6, *[toddler(age, present=minimum - 1)] * 7)
    of_school = found["123456", age]
    assert (of_school.toddlers, of_school.reached, of_school.if_accepted, of_school.not_reached) == (13, 6, 0, 7)
    assert of_school.mean_present == round((6 * minimum + 7 * (minimum - 1)) / 13, 1)
    assert found[None, age] == replace(of_school, school=None)


def test_r25_from_six_years_on_unjustified_half_days_decide() -> None:
    age = AgeGroup.FROM_6
    assert (age.minimum(YEAR), age.most_unjustified) == (None, 29)
    found = figures(*[toddler(age, problematic=29)] * 5, *[toddler(age, problematic=30)] * 6)["123456", age]
    assert (found.reached, found.not_reached) == (5, 6)


def test_r23_r24_five_year_olds_whose_absences_may_have_been_accepted_are_counted_apart() -> None:
    age = AgeGroup.FIVE
    alike = [toddler(age, present=290)] * 5 + [toddler(age, present=280, justified=10)] * 6 + [toddler(age)] * 7
    found = figures(*alike)["123456", age]
    assert (found.reached, found.if_accepted, found.not_reached) == (5, 6, 7)


def test_without_a_birth_date_nothing_decides() -> None:
    found = figures(*[toddler(AgeGroup.UNKNOWN, present=10)] * 6)["123456", AgeGroup.UNKNOWN]
    assert (found.toddlers, found.reached, found.not_reached, found.mean_present) == (6, None, None, 10.0)


def test_a_few_toddlers_are_left_out_with_what_would_give_them_away() -> None:
    here, there, far = [toddler(present=200)] * 20, [toddler(school="2", present=200)] * 3, [toddler(school="3")] * 9
    found = figures(*here, *there, *far)
    few = found["2", AgeGroup.THREE]
    assert (few.toddlers, few.reached, few.mean_present) == (None, None, None)
    of_all = found[None, AgeGroup.THREE]
    assert of_all.toddlers == 32
    assert of_all.mean_present is None, "it would give the mean of the few away"
    assert found["123456", AgeGroup.THREE].toddlers is None or found["3", AgeGroup.THREE].toddlers is None


def test_a_row_comes_for_each_school_and_age_and_the_municipality_comes_last() -> None:
    found = participation(
        [toddler(AgeGroup.FIVE, school="2"), toddler(AgeGroup.BELOW_3, school="2"), toddler(school="1")], YEAR, 1
    )
    assert [(each.school, each.age) for each in found] == [
        ("1", AgeGroup.THREE),
        ("2", AgeGroup.BELOW_3),
        ("2", AgeGroup.FIVE),
        (None, AgeGroup.BELOW_3),
        (None, AgeGroup.THREE),
        (None, AgeGroup.FIVE),
    ]
    assert participation([], YEAR, 5) == []
