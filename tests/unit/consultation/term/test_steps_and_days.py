"""Arithmetic on whole steps, and on working days."""

from datetime import date, timedelta

import pytest

from consultation.planning.term.board import day_number, working_days
from consultation.planning.term.problem import Travel
from consultation.planning.term.stretches import common, holds, shortened, together, without

DAY = ((0, 10), (20, 30))


def test_what_is_in_both() -> None:
    assert common(DAY, ((5, 25),)) == ((5, 10), (20, 25))
    assert common(DAY, ((10, 20),)) == ()
    assert common(DAY, DAY) == DAY


def test_what_is_left() -> None:
    assert without(DAY, [(3, 5), (25, 40)]) == ((0, 3), (5, 10), (20, 25))
    assert without(DAY, [(0, 10)]) == ((20, 30),)


def test_what_is_in_any() -> None:
    assert together([DAY, ((5, 20),)]) == ((0, 30),)
    assert together([((5, 6),), ((1, 2),)]) == ((1, 2), (5, 6))
    assert together([]) == ()


def test_where_something_can_begin() -> None:
    assert shortened(DAY, 10) == ((0, 1), (20, 21))
    assert shortened(DAY, 11) == ()
    assert holds(shortened(DAY, 4), 6)
    assert not holds(shortened(DAY, 4), 7)


@pytest.mark.parametrize(("days", "working"), [(0, 0), (1, 1), (4, 4), (5, 4), (7, 5), (14, 10), (-3, -1), (-7, -5)])
def test_working_days_pass_over_weekends(days: int, working: int) -> None:
    monday = date(2026, 11, 16)
    assert working_days(day_number(monday), day_number(monday + timedelta(days=days))) == working


def test_travel_takes_what_a_pair_of_sites_says() -> None:
    travel = Travel(minutes=20, between={frozenset(("a", "b")): 45})
    assert [travel.from_to(*pair) for pair in (("a", "b"), ("b", "a"), ("a", "c"), ("a", "a"), (None, "a"))] == [
        45, 45, 20, 0, 0,
    ]  # fmt: skip
