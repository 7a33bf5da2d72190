"""Worked examples of the published rules, each as its pack has it. A morning has 4 lesson hours, an afternoon 3."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from attendance.register.domain.status import Status
from attendance.rules.domain.form import PLAIN
from attendance.rules.domain.rule import RuleMode
from attendance.rules.storage.rule_packs import read_pack
from shared.domain.errors import InvalidField
from shared.domain.half_days import HalfDay
from shared.domain.school_year import SchoolYear

from .half_days import HOURS, found, half_day, reached, rule_of, whole_days

NETHERLANDS = replace(rule_of("netherlands-1", "netherlands-16-hours").form, hours=HOURS)
ENGLAND = rule_of("england-1", "england-10-sessions").form
IN_A_ROW = replace(rule_of("ohio-1", "ohio-consecutive-hours").form, hours=HOURS)
IN_A_MONTH = replace(rule_of("ohio-1", "ohio-hours-in-a-school-month").form, hours=HOURS)
IN_A_YEAR = replace(rule_of("ohio-1", "ohio-hours-in-a-school-year").form, hours=HOURS)
CALIFORNIA = rule_of("california-1", "california-unexcused-days")
PACKS = ("flanders-1", "z-rule-1", "netherlands-1", "england-1", "ohio-1", "california-1")


def september(day: int) -> date:
    return date(2026, 9, day)


def october(day: int) -> date:
    return date(2026, 10, day)


def november(day: int) -> date:
    return date(2026, 11, day)


@pytest.mark.parametrize("pack", PACKS[1:])
def test_every_pack_but_the_flemish_is_off(pack: str) -> None:
    assert {rule.mode for rule in read_pack(pack)} == {RuleMode.OFF}


def test_the_flemish_pack_is_the_plain_count() -> None:
    [rule] = read_pack("flanders-1")
    assert (rule.mode, rule.levels, rule.form) == (RuleMode.ACTIVE, (5, 10, 15, 30), PLAIN)


@pytest.mark.parametrize("name", ["ohio-hours-in-a-school-year", "ohio-consecutive-hours"])
@pytest.mark.parametrize("mode", [RuleMode.ACTIVE, RuleMode.SHADOW])
def test_a_rule_in_hours_needs_the_timetable_before_it_concludes_anything(name: str, mode: RuleMode) -> None:
    with pytest.raises(InvalidField) as error:
        replace(rule_of("ohio-1", name), mode=mode)
    assert error.value.field == "hours"


# R18


def test_r18_the_z_rule_is_there_from_2027_2028_is_off_and_has_no_number() -> None:
    [rule] = read_pack("z-rule-1")
    assert (rule.valid_from, rule.mode, rule.levels) == (SchoolYear(2027), RuleMode.OFF, ())
    assert not rule.holds_in(SchoolYear(2026))
    for mode in (RuleMode.ACTIVE, RuleMode.SHADOW):
        with pytest.raises(InvalidField) as error:
            replace(rule, mode=mode)
        assert error.value.field == "levels"


def test_r18_the_z_rule_counts_code_z_and_no_other() -> None:
    form = rule_of("z-rule-1", "z-codes").form
    days = [september(day) for day in (1, 2, 3, 4, 7, 8)]
    marks = [half_day(day, status=Status.JUSTIFIED, code=code) for day, code in zip(days, "ZRZPHZ", strict=True)] + [
        half_day(september(9))
    ]
    assert reached(form, (3,), marks) == [(3, september(8))]


# Netherlands: at least 16 lesson hours within 4 consecutive school weeks


def test_netherlands_16_hours_within_four_school_weeks() -> None:
    marks = [*whole_days(september(7), september(14)), half_day(september(28))]
    [occurrence] = found(NETHERLANDS, (16,), marks)
    assert (occurrence.level, occurrence.reached_on, occurrence.count) == (16, september(28), 5)
    assert [day.date.day for day in occurrence.half_days] == [7, 7, 14, 14, 28]


def test_netherlands_less_than_16_hours_is_nothing() -> None:
    assert reached(NETHERLANDS, (16,), whole_days(september(7), september(14))) == []


def test_netherlands_exactly_16_hours_is_enough() -> None:
    four_and_four = replace(NETHERLANDS, hours=replace(HOURS, pm=HOURS.am))
    assert reached(four_and_four, (16,), whole_days(september(7), september(8))) == [(16, september(8))]


def test_netherlands_hours_of_a_fifth_school_week_do_not_count_together() -> None:
    marks = [*whole_days(september(7), september(14)), half_day(october(5))]
    assert reached(NETHERLANDS, (16,), marks) == []


def test_netherlands_holidays_do_not_count_as_weeks() -> None:
    # The week of 2 November is the autumn holiday: 16 November lies in the fourth school week from 19 October on.
    marks = [*whole_days(october(19), october(26)), half_day(november(16))]
    assert reached(NETHERLANDS, (16,), marks) == [(16, november(16))]


def test_netherlands_counting_restarts_the_day_after() -> None:
    # 10 September completes 16 hours in the morning; its afternoon counts towards nothing.
    marks = whole_days(*(september(day) for day in (7, 8, 10, 11, 14)))
    assert reached(NETHERLANDS, (16,), marks) == [(16, september(10))]
    again = [*marks, half_day(september(15))]
    assert reached(NETHERLANDS, (16,), again) == [(16, september(10)), (16, september(15))]


# England: 10 sessions in a rolling period of 10 school weeks


def test_england_10_sessions_in_one_week_and_the_next() -> None:
    marks = [*whole_days(*(september(day) for day in (7, 8, 9, 10, 11))), half_day(september(14))]
    assert reached(ENGLAND, (10,), marks[:-1]) == []
    assert reached(ENGLAND, (10,), marks) == [(10, september(14))]


def test_england_the_tenth_school_week_is_in_and_the_eleventh_is_out() -> None:
    nine = [*whole_days(*(september(day) for day in (1, 2, 3, 4))), half_day(september(7)), half_day(september(8))]
    assert reached(ENGLAND, (10,), [*nine, half_day(november(13))]) == [(10, november(13))]
    assert reached(ENGLAND, (10,), [*nine, half_day(november(16))]) == []


def test_england_the_weeks_may_span_school_years() -> None:
    marks = whole_days(date(2026, 6, 22), *(september(day) for day in (1, 3, 4, 7)))
    [occurrence] = found(ENGLAND, (10,), marks)
    assert (occurrence.reached_on, occurrence.school_year) == (september(7), 2026)


def test_england_an_absence_is_never_used_twice() -> None:
    days = [september(day) for day in (1, 3, 4, 7, 8, 10, 11, 14, 15, 17)]
    first, second = found(ENGLAND, (10,), whole_days(*days))
    assert (first.reached_on, second.reached_on) == (september(8), september(17))
    assert not set(first.half_days) & set(second.half_days)
    assert reached(ENGLAND, (10,), whole_days(*days)[:-1]) == [(10, september(8))]


# Ohio


def test_ohio_30_consecutive_hours() -> None:
    # 7 + 7 + 4 (Wednesday) + 7 + 7
    [occurrence] = found(IN_A_ROW, (30,), whole_days(*(september(day) for day in (7, 8, 9, 10, 11))))
    assert (occurrence.reached_on, occurrence.count) == (september(11), 9)


def test_ohio_one_half_day_present_breaks_the_row() -> None:
    marks = whole_days(*(september(day) for day in (7, 8, 9, 10, 11, 14)))
    assert reached(IN_A_ROW, (30,), [each for each in marks if each[:2] != (september(9), HalfDay.AM)]) == []


def test_ohio_weekends_and_holidays_break_no_row() -> None:
    # 29 and 30 October, the autumn holiday, 9 and 10 November, Armistice Day, 12 November.
    marks = whole_days(october(29), october(30), november(9), november(10), november(12))
    assert reached(IN_A_ROW, (30,), marks) == [(30, november(12))]


def test_ohio_every_row_is_reached_by_itself() -> None:
    rows = [september(day) for day in (7, 8, 9, 10, 11)] + [september(day) for day in (21, 22, 23, 24, 25)]
    assert reached(IN_A_ROW, (30,), whole_days(*rows)) == [(30, september(11)), (30, september(25))]


def test_ohio_42_hours_in_a_school_month() -> None:
    days = [september(day) for day in (1, 3, 4, 7, 8, 10)]
    assert reached(IN_A_MONTH, (42,), whole_days(*days)) == [(42, september(10))]
    assert reached(IN_A_MONTH, (42,), whole_days(*days[:-1])) == []


def test_ohio_a_school_month_is_four_school_weeks_after_the_other() -> None:
    # The first month ends on 27 September; the third has the weeks of 26 October and of 9, 16 and 23 November.
    first = [september(day) for day in (7, 8, 10, 11, 14)]
    assert reached(IN_A_MONTH, (42,), whole_days(*first, september(28))) == []
    third = [october(26), october(27), october(29), november(23), november(24), november(26)]
    assert reached(IN_A_MONTH, (42,), whole_days(*third)) == [(42, november(26))]


def test_ohio_72_hours_in_a_school_year() -> None:
    ten = [day for day in (september(1) + timedelta(days=7 * week) for week in range(12)) if day.month != 11]
    ten += [november(10)]
    assert reached(IN_A_YEAR, (72,), whole_days(*ten)) == []
    assert reached(IN_A_YEAR, (72,), [*whole_days(*ten), half_day(november(12))]) == [(72, november(12))]


# California: 3, 6 and 9 full days


def test_california_full_days_spread_over_the_school_year() -> None:
    days = [september(day) for day in (1, 2, 3, 14, 15, 17)] + [november(day) for day in (9, 10, 12)]
    levels = reached(CALIFORNIA.form, CALIFORNIA.levels, whole_days(*days))
    assert levels == [(3, september(3)), (6, september(17)), (9, november(12))]


def test_california_half_a_day_is_no_day() -> None:
    marks = [*whole_days(september(1), september(3)), half_day(september(4)), half_day(september(7), HalfDay.PM)]
    assert reached(CALIFORNIA.form, CALIFORNIA.levels, marks) == []


def test_california_a_wednesday_morning_is_a_full_day() -> None:
    marks = [*whole_days(september(1), september(3)), half_day(september(9))]
    assert reached(CALIFORNIA.form, CALIFORNIA.levels, marks) == [(3, september(9))]


def test_california_another_school_year_begins_anew() -> None:
    assert reached(CALIFORNIA.form, CALIFORNIA.levels, whole_days(date(2026, 6, 22), september(1), september(3))) == []
