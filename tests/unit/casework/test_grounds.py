"""Whether a case still has a ground, made of its signals."""

from dataclasses import replace
from datetime import date, timedelta

from casework.domain.events import CountedHalfDay
from casework.testing.factories import LAST_YEAR, THIS_YEAR, fallen, reached, withdrawn
from casework.types.truancy.level import Ladders
from shared.domain.half_days import HalfDay


def test_no_signals_never_fall() -> None:
    empty = Ladders.of([])
    assert not empty.fallen
    assert (empty.level, empty.rule, empty.school_year, empty.count, empty.half_days) == (None, None, None, None, ())
    assert empty.highest_beside(reached(5)) == 0


def test_the_lowest_level_decides() -> None:
    assert not Ladders.of([reached(5), fallen(reached(10))]).fallen
    assert Ladders.of([fallen(reached(5)), reached(10)]).fallen
    assert Ladders.of([fallen(reached(5))]).fallen


def test_a_level_reached_again_by_a_new_signal_holds() -> None:
    assert not Ladders.of([fallen(reached(5)), reached(5)]).fallen


def test_what_was_settled_no_longer_counts() -> None:
    settled = replace(fallen(reached(5)), settled=True)
    assert not Ladders.of([settled]).fallen
    assert not Ladders.of([settled, reached(10)]).fallen
    assert Ladders.of([settled, fallen(reached(10))]).fallen


def test_a_withdrawal_that_came_first_is_no_ground() -> None:
    assert Ladders.of([withdrawn(reached(5))]).levels == ()


def test_the_level_is_the_highest_that_stands() -> None:
    assert Ladders.of([reached(5), reached(10), fallen(reached(15))]).level == 10
    assert Ladders.of([fallen(reached(5)), fallen(reached(10))]).level == 5
    assert Ladders.of([reached(5), fallen(reached(15))]).highest_beside(reached(5)) == 15


def test_the_count_is_what_was_said_last() -> None:
    five = reached(5)
    ten = reached(10, counted_at=five.counted_at + timedelta(hours=1))
    assert Ladders.of([ten, five]).count == 10
    assert Ladders.of([five, ten.joined(withdrawn(ten, count=8))]).count == 8


def test_the_half_days_are_those_of_the_count() -> None:
    day = date(2026, 11, 20)
    morning, afternoon = (CountedHalfDay(day, half_day, "123456") for half_day in HalfDay)
    ten = reached(10, half_days=(morning, afternoon))
    corrected = withdrawn(ten, half_days=(afternoon,))
    assert Ladders.of([ten]).half_days == (morning, afternoon)
    assert Ladders.of([ten.joined(corrected)]).half_days == (afternoon,)
    assert Ladders.of([corrected.joined(ten)]).half_days == (afternoon,)


def test_both_events_of_a_signal_make_the_same_in_either_order() -> None:
    first, second = reached(5), None
    second = withdrawn(first)
    assert first.joined(second) == second.joined(first)
    assert first.joined(second).count == 4
    assert not first.joined(second).stands


def test_each_school_year_and_rule_is_a_ladder_of_its_own() -> None:
    hours = reached(16, rule="netherlands-16-hours", count=5)
    last_year = reached(30, school_year=LAST_YEAR, counted_at=hours.counted_at + timedelta(days=1))
    grounds = Ladders.of([hours, last_year, reached(5)])
    assert [(ladder.school_year, ladder.rule) for ladder in grounds.ladders] == [
        (LAST_YEAR, "problematic-half-days"),
        (THIS_YEAR, "netherlands-16-hours"),
        (THIS_YEAR, "problematic-half-days"),
    ]
    assert [grounds.highest_beside(signal) for signal in (hours, last_year, reached(10))] == [16, 30, 5]
    assert (grounds.level, grounds.rule, grounds.count) == (16, "netherlands-16-hours", 5)


def test_a_ladder_that_fell_leaves_the_others_standing() -> None:
    assert not Ladders.of([fallen(reached(5)), reached(10, school_year=LAST_YEAR)]).fallen
    assert not Ladders.of([fallen(reached(5)), reached(16, rule="netherlands-16-hours")]).fallen
    both = Ladders.of([fallen(reached(5)), fallen(reached(10, school_year=LAST_YEAR))])
    assert both.fallen
    assert not both.stands_in(LAST_YEAR)
