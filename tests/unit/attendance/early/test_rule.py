"""The numbers of early signals: agreed on, or off."""

import pytest

from attendance.early_signals.domain.kind import Kind, Numbers
from attendance.early_signals.domain.rule import EarlySignalRule, rules_in_force
from attendance.early_signals.kinds import repeated_lateness
from attendance.early_signals.registry import KINDS
from shared.domain.errors import InvalidField
from shared.domain.school_year import SchoolYear

YEAR = SchoolYear(2026)
KIND = repeated_lateness.KIND.name
NUMBERS = {"window_half_days": 20, "times": 3}


def rule(version: int = 1, valid_from: int = 2026, numbers: Numbers | None = NUMBERS) -> EarlySignalRule:
    return EarlySignalRule(KIND, version, SchoolYear(valid_from), numbers, "lokale afspraak")


def test_every_kind_stands_under_its_name_and_says_which_numbers_it_needs() -> None:
    assert [name for name, kind in KINDS.items() if kind.name != name or not kind.numbers] == []


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_the_least_and_the_most_of_every_number_will_do(kind: Kind) -> None:
    kind.require({number.name: number.least for number in kind.numbers})
    kind.require({number.name: number.most for number in kind.numbers})


@pytest.mark.parametrize(
    ("numbers", "field"),
    [
        ({"window_half_days": 20}, "numbers.times"),
        ({"window_half_days": 20, "times": 0}, "numbers.times"),
        ({"window_half_days": 401, "times": 3}, "numbers.window_half_days"),
        ({**NUMBERS, "days": 3}, "numbers"),
        ({}, "numbers.window_half_days"),
    ],
)
def test_other_numbers_are_refused(numbers: Numbers, field: str) -> None:
    with pytest.raises(InvalidField) as refused:
        repeated_lateness.KIND.require(numbers)
    assert refused.value.field == field


def test_the_newest_version_that_holds_for_the_school_year() -> None:
    later = rule(2, 2027, {**NUMBERS, "times": 5})
    assert rules_in_force([rule(), later], YEAR) == {KIND: rule()}
    assert rules_in_force([later, rule()], SchoolYear(2027)) == {KIND: later}
    assert rules_in_force([rule()], SchoolYear(2025)) == {}


def test_a_kind_without_numbers_is_off() -> None:
    assert rules_in_force([], YEAR) == {}
    assert rules_in_force([rule(), rule(2, numbers=None)], YEAR) == {}
    assert rules_in_force([rule(), rule(2, numbers=None), rule(3)], YEAR) == {KIND: rule(3)}
