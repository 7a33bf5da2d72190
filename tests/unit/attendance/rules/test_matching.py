"""Which standing signal tells of which occurrence."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from attendance.rules.domain.form import PLAIN, AfterReaching, Form, Window, WindowKind
from attendance.rules.domain.matching import match
from attendance.rules.domain.occurrences import Occurrence
from attendance.rules.domain.signal import CountedHalfDay, Signal
from shared.domain.half_days import HalfDay
from shared.domain.school_year import SchoolYear
from shared.runtime.clock import SystemClock

ROLLING = Form(window=Window(WindowKind.SCHOOL_WEEKS, 10), after=AfterReaching.NEVER_TWICE)


def days(*numbers: int) -> tuple[CountedHalfDay, ...]:
    return tuple(CountedHalfDay(date(2026, 9, number), HalfDay.AM, "123456", "1", f"e{number}") for number in numbers)


def occurrence(*numbers: int, level: int = 2, year: int = 2026) -> Occurrence:
    return Occurrence(level, year, date(2026, 9, numbers[-1]), len(numbers), days(*numbers))


def signal(number: int, *numbers: int, level: int = 2, year: int = 2026) -> Signal:
    return Signal(
        signal_id=UUID(int=number),
        person_id=UUID(int=1000),
        school="123456",
        pupil="1",
        level_of_education="secundair",
        school_year=SchoolYear(year),
        rule="a-rule",
        rule_version=1,
        level=level,
        count=len(numbers),
        reached_on=date(2026, 9, numbers[-1]),
        half_days=days(*numbers),
        calendar_version=0,
        concluded_at=SystemClock().now(),
    )


def test_an_occurrence_keeps_the_signal_that_rests_on_most_of_its_half_days() -> None:
    afternoon = replace(occurrence(4, 7), reached_on=date(2026, 9, 3))
    standing = [replace(signal(1, 3, 4), reached_on=date(2026, 9, 3)), signal(2, 1, 3), signal(3, 7)]
    assert match(ROLLING, [occurrence(1, 3), afternoon], standing).new == ()
    assert [each.signal_id for each in match(ROLLING, [occurrence(1, 3)], standing[:2]).lost] == [UUID(int=1)]


def test_a_level_that_moved_to_another_day_is_a_new_signal() -> None:
    matching = match(ROLLING, [occurrence(3, 8)], [signal(1, 1, 3)])
    assert ([each.reached_on.day for each in matching.new], [each.level for each in matching.lost]) == ([8], [2])


def test_where_a_level_is_reached_once_a_year_its_signal_stays() -> None:
    matching = match(PLAIN, [occurrence(7, 8)], [signal(1, 1, 3)])
    assert (matching.new, matching.lost) == ((), ())


def test_levels_and_school_years_are_kept_apart() -> None:
    matching = match(PLAIN, [occurrence(1, 3)], [signal(1, 1, 3, level=5), signal(2, 1, 3, year=2025)])
    assert len(matching.new) == 1
    assert [each.level for each in matching.lost] == [5, 2]


def test_of_two_signals_for_one_occurrence_the_later_is_lost() -> None:
    matching = match(ROLLING, [occurrence(1, 3)], [signal(2, 1, 3), signal(1, 1, 3)])
    assert [each.signal_id for each in matching.lost] == [UUID(int=2)]


def test_one_signal_stays_with_one_occurrence_only() -> None:
    found = [occurrence(1, 3), occurrence(3)]
    assert [each.count for each in match(ROLLING, found, [signal(1, 1, 3)]).new] == [1]
