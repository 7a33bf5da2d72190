"""Who risks the school allowance, as far as the municipality can see."""

import pytest

from attendance.figures.domain.allowance import AllowancePupil, AllowanceRule, allowance_warnings
from shared.domain.school_year import SchoolYear

LAST, THIS = SchoolYear(2025), SchoolYear(2026)


@pytest.mark.parametrize(
    ("counts", "warned"),
    [
        ({LAST: 30, THIS: 30}, True),
        ({LAST: 29, THIS: 30}, False),
        ({LAST: 30, THIS: 29}, False),
        ({THIS: 60}, False),
        ({}, False),
    ],
)
def test_r11_thirty_problematic_half_days_in_two_school_years_in_a_row_warn(
    counts: dict[SchoolYear, int], warned: bool
) -> None:
    assert AllowanceRule().too_often_unjustified(THIS, counts) is warned


def test_r11_one_year_is_enough_from_the_school_year_that_is_set() -> None:
    rule = AllowanceRule(one_year_from=THIS)
    assert (rule.years(LAST), rule.years(THIS), rule.years(THIS.next)) == (2, 1, 1)
    assert rule.too_often_unjustified(THIS, {THIS: 30})
    assert not rule.too_often_unjustified(LAST, {LAST: 30})


def pupil(days: int = 0, *, absent: bool = False, level: str = "lager", school: str = "123456") -> AllowancePupil:
    return AllowancePupil(school, level, absent, days)


def test_r26_more_than_14_calendar_days_without_enrolment_warn() -> None:
    pupils = [pupil(14)] * 6 + [pupil(15)] * 5
    [of_school, of_all] = allowance_warnings(pupils, 5)
    assert (of_school.pupils, of_school.unenrolled, of_school.too_often_unjustified) == (11, 5, 0)
    assert (of_all.school, of_all.unenrolled) == (None, 5)


def test_a_few_pupils_are_left_out_with_what_would_give_them_away() -> None:
    found = allowance_warnings([pupil(absent=True)] * 2 + [pupil()] * 40 + [pupil(school="2")] * 30, 5)
    assert [(each.school, each.pupils, each.too_often_unjustified) for each in found] == [
        ("123456", 42, None),
        ("2", 30, 0),
        (None, 72, None),
    ]


def test_levels_are_apart() -> None:
    found = allowance_warnings([pupil()] * 6 + [pupil(level="secundair")] * 7, 5)
    assert [(each.school, each.level_of_education, each.pupils) for each in found] == [
        ("123456", "lager", 6),
        ("123456", "secundair", 7),
        (None, "lager", 6),
        (None, "secundair", 7),
    ]
