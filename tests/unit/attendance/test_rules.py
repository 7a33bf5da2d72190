"""What a rule concludes from a count."""

from datetime import date

import pytest

from attendance.rules.domain.plain_count import Conclusion, conclude, reached_on
from attendance.rules.domain.rule import LevelRule, RuleMode, rule_for
from shared.domain.errors import InvalidField
from shared.domain.school_year import SchoolYear

YEAR = SchoolYear(2026)
RULE = LevelRule("problematic-half-days", 1, YEAR, (5, 10, 15, 30), "AGODI")


@pytest.mark.parametrize(
    ("count", "standing", "reached", "lost"),
    [
        (4, (), (), ()),
        (5, (), (5,), ()),
        (5, (5,), (), ()),
        (12, (), (5, 10), ()),
        (30, (5, 10), (15, 30), ()),
        (9, (5, 10), (), (10,)),
        (4, (5, 10, 15), (), (15, 10, 5)),
        (0, (7,), (), (7,)),
    ],
)
def test_levels_are_reached_from_the_lowest_and_lost_from_the_highest(
    count: int, standing: tuple[int, ...], reached: tuple[int, ...], lost: tuple[int, ...]
) -> None:
    found = conclude(RULE, count, standing)
    assert found == Conclusion(reached, lost)
    assert bool(found) == bool(reached or lost)


def test_without_a_rule_nothing_stands() -> None:
    assert conclude(None, 12, (5,)) == Conclusion((), (5,))


def test_a_rule_that_is_off_reaches_nothing() -> None:
    off = LevelRule("problematic-half-days", 2, YEAR, (5,), "AGODI", RuleMode.OFF)
    assert conclude(off, 12, ()) == Conclusion((), ())


@pytest.mark.parametrize("levels", [(0,), (1001,), (10, 5), (5, 5)])
def test_impossible_levels_are_refused(levels: tuple[int, ...]) -> None:
    with pytest.raises(InvalidField):
        LevelRule("problematic-half-days", 1, YEAR, levels, "AGODI")


def test_the_newest_version_that_holds_for_a_school_year() -> None:
    later = LevelRule("problematic-half-days", 2, SchoolYear(2027), (4,), "lokale afspraak")
    replaced = LevelRule("problematic-half-days", 3, YEAR, (6,), "lokale afspraak")
    rules = [RULE, later, replaced, LevelRule("other", 9, YEAR, (1,), "?")]
    assert rule_for([RULE, later], "problematic-half-days", YEAR) == RULE
    assert rule_for([RULE, later], "problematic-half-days", SchoolYear(2027)) == later
    assert rule_for(rules, "problematic-half-days", SchoolYear(2027)) == replaced
    assert rule_for(rules, "problematic-half-days", SchoolYear(2025)) is None


def test_a_level_is_reached_on_the_date_of_its_half_day() -> None:
    days = [date(2026, 9, 1), date(2026, 9, 1), date(2026, 9, 3), date(2026, 9, 20)]
    assert reached_on(3, days, []) == date(2026, 9, 3)
    assert reached_on(3, days, [(date(2026, 9, 2), 2)]) == date(2026, 9, 2)
    assert reached_on(6, days, [(date(2026, 9, 2), 2)]) == date(2026, 9, 20)


def test_a_level_that_is_not_reached_has_no_date() -> None:
    with pytest.raises(ValueError, match="not reached"):
        reached_on(4, [date(2026, 9, 1)], [(date(2026, 9, 2), 2)])
