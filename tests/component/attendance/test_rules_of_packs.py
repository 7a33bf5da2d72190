"""Rules of every pack on the live stream: switched on, reached, corrected."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from attendance.register.domain.code_table import CODE_TABLE
from attendance.register.domain.enrolment import EducationLevel
from attendance.register.domain.status import Status
from attendance.rules.application.change_rule import CodesNotRetained, RuleProposal, newest_version
from attendance.rules.application.warn_of_silent_rules import warn_of_silent_rules
from attendance.rules.domain.form import HoursPerHalfDay, Unit, Window, WindowKind
from attendance.rules.domain.rule import LevelRule, RuleMode
from attendance.rules.domain.signal import Signal
from attendance.testing.factories import NOW, OTHER_SCHOOL, SCHOOL, YEAR, enrolment, mark, withdrawal
from shared.domain.half_days import HalfDay, half_days_of_weekday
from shared.domain.school_calendar import Closure, SchoolCalendar
from shared.domain.school_year import SchoolYear
from shared.runtime.clock import BRUSSELS
from shared.testing.logs import captured_logs

from .harness import Harness

HOURS = {"hours": HoursPerHalfDay(Decimal(4), Decimal(3))}
FLEMISH, DUTCH, ENGLISH = "problematic-half-days", "netherlands-16-hours", "england-10-sessions"


async def switch(
    harness: Harness,
    name: str,
    mode: RuleMode = RuleMode.ACTIVE,
    levels: tuple[int, ...] | None = None,
    valid_from: SchoolYear = YEAR,
    **form: Any,
) -> LevelRule:
    """Make a version of a rule from the running school year on, with the levels it has."""
    async with harness.units() as uow:
        newest = await newest_version(uow, name)
        assert newest is not None
        proposal = RuleProposal(levels or newest.levels, valid_from, "lokale afspraak", mode, form)
        return await harness.use_cases.change_rule(uow, name, proposal)


def days(*of_month: int, month: int = 9, **of: Any) -> list[Any]:
    """Problematic on all half days of these days of 2026."""
    found = [date(2026, month, day) for day in of_month]
    return [mark(day, half, **of) for day in found for half in half_days_of_weekday(day)]


async def signals(harness: Harness, name: str, *, shadow: bool = False) -> list[Signal]:
    async with harness.units() as uow:
        repository = uow.shadow_signals if shadow else uow.signals
        persons = [row.person_id for row in await harness.rows("SELECT person_id FROM person")]
        return [signal for signal in await repository.standing_of(persons) if signal.rule == name]


async def told(harness: Harness, name: str) -> list[tuple[str, int]]:
    events = await harness.told("level")
    return [(event.type, event.data["level"]) for event in events if event.data["rule"] == name]


async def test_netherlands_reaches_16_hours_over_a_holiday_and_a_correction_withdraws_it(harness: Harness) -> None:
    await switch(harness, DUTCH, **HOURS)
    await harness.enrol(enrolment())
    await harness.record(*days(19, 26, month=10), mark(date(2026, 11, 16)))
    [signal] = await signals(harness, DUTCH)
    assert (signal.level, signal.count, signal.reached_on, len(signal.half_days)) == (16, 5, date(2026, 11, 16), 5)
    await harness.record(mark(date(2026, 10, 19), status=Status.JUSTIFIED, recorded_at=NOW))
    assert await signals(harness, DUTCH) == []
    assert await told(harness, DUTCH) == [("level-reached", 16), ("level-withdrawn", 16)]
    [lost] = [event for event in await harness.told("level-withdrawn") if event.data["rule"] == DUTCH]
    assert (lost.data["count"], len(lost.data["half_days"])) == (4, 4)


async def test_england_uses_no_absence_twice_whatever_the_order_the_marks_came_in(harness: Harness) -> None:
    await switch(harness, ENGLISH)
    await harness.enrol(enrolment())
    marks = days(1, 3, 4, 7, 8, 10, 11, 14, 15, 17)
    for part in (marks[15:], marks[5:10], marks[:5], marks[10:15]):
        await harness.record(*part)
    found = sorted(signal.reached_on for signal in await signals(harness, ENGLISH))
    assert found == [date(2026, 9, 8), date(2026, 9, 17)]
    await harness.record(mark(date(2026, 9, 1), status=Status.PRESENT, recorded_at=NOW))
    assert len(await signals(harness, ENGLISH)) == 1


async def test_ohio_reaches_a_row_of_hours_which_one_closure_can_make(harness: Harness) -> None:
    await switch(harness, "ohio-consecutive-hours", **HOURS)
    await harness.enrol(enrolment())
    await harness.record(*days(7, 8, 10, 11, 14))
    assert await signals(harness, "ohio-consecutive-hours") == []
    closed = SchoolCalendar(SCHOOL, YEAR, closures=(Closure(date(2026, 9, 9), None, "studiedag"),))
    await harness.set_calendar(closed)
    [signal] = await signals(harness, "ohio-consecutive-hours")
    assert (signal.reached_on, signal.count) == (date(2026, 9, 14), 10)
    await harness.set_calendar(replace(closed, closures=()))
    assert await signals(harness, "ohio-consecutive-hours") == []


@pytest.mark.parametrize(
    ("name", "absent", "reached"),
    [
        ("ohio-hours-in-a-school-month", (1, 3, 4, 7, 8, 10), date(2026, 9, 10)),
        ("ohio-hours-in-a-school-year", (1, 3, 4, 7, 8, 10, 11, 14, 15, 17, 18), date(2026, 9, 18)),
    ],
)
async def test_ohio_reaches_hours_in_a_month_and_in_a_year(
    harness: Harness, name: str, absent: tuple[int, ...], reached: date
) -> None:
    await switch(harness, name, **HOURS)
    await harness.enrol(enrolment())
    await harness.record(*days(*absent[:-1]))
    assert await signals(harness, name) == []
    await harness.record(*days(absent[-1]))
    assert [signal.reached_on for signal in await signals(harness, name)] == [reached]


async def test_california_counts_full_days(harness: Harness) -> None:
    await switch(harness, "california-unexcused-days")
    await harness.enrol(enrolment())
    await harness.record(*days(1, 2, 3), mark(date(2026, 9, 4)), *days(7, 8, 9))
    assert await told(harness, "california-unexcused-days") == [("level-reached", 3), ("level-reached", 6)]
    await harness.record(mark(date(2026, 9, 1), HalfDay.PM, Status.LATE, recorded_at=NOW))
    assert [signal.level for signal in await signals(harness, "california-unexcused-days")] == [3]


async def test_a_rule_on_one_level_of_education_leaves_others_alone(harness: Harness) -> None:
    form = {"applies_to": frozenset({EducationLevel.SECUNDAIR})}
    await switch(harness, "california-unexcused-days", **form)
    await harness.enrol(
        enrolment(level=EducationLevel.LAGER),
        enrolment(date(2026, 9, 7), level=EducationLevel.SECUNDAIR),
    )
    await harness.record(*days(1, 2, 3, 7, 8))
    assert await signals(harness, "california-unexcused-days") == []
    await harness.record(*days(9))
    assert [signal.level for signal in await signals(harness, "california-unexcused-days")] == [3]


async def test_half_days_follow_a_person_over_schools(harness: Harness) -> None:
    await switch(harness, DUTCH, **HOURS)
    here, there = enrolment(), enrolment(date(2026, 9, 14), school=OTHER_SCHOOL)
    same = replace(here.change.person, insz_key=b"x")
    await harness.enrol(*(replace_person(report, same) for report in (here, there)))
    await harness.record(*days(7), *days(14, 21, school=OTHER_SCHOOL))
    [signal] = await signals(harness, DUTCH)
    assert {day.school for day in signal.half_days} == {SCHOOL, OTHER_SCHOOL}


async def test_a_rate_follows_enrolments_and_calendars_and_a_trial_says_the_same(harness: Harness) -> None:
    await switch(harness, FLEMISH, RuleMode.OFF)
    rate = {"unit": Unit.PERCENT, "window": Window(WindowKind.SCHOOL_MONTH)}
    await switch(harness, FLEMISH, levels=(10,), **rate)
    await harness.enrol(enrolment())
    await harness.record(*days(1), mark(date(2026, 9, 3)))  # 3 of the 34 half days of the first school month
    assert await signals(harness, FLEMISH) == []

    await harness.enrol(withdrawal(date(2026, 9, 18)))  # 3 of 25
    [signal] = await signals(harness, FLEMISH)
    assert (signal.level, signal.count, signal.reached_on) == (10, 3, date(2026, 9, 3))
    async with harness.units() as uow:
        trial = await harness.use_cases.simulate_rule(uow, FLEMISH, RuleProposal((10,), YEAR, "?"), school_year=YEAR)
    assert [(each.reached_on, each.count) for each in trial.signals] == [(signal.reached_on, signal.count)]
    await harness.enrol(withdrawal(None, recorded_at=NOW))
    assert await signals(harness, FLEMISH) == []

    closed = tuple(Closure(date(2026, 9, day), None, "studiedag") for day in (10, 11))
    await harness.set_calendar(SchoolCalendar(SCHOOL, YEAR, closures=closed))  # 3 of 30
    assert [each.level for each in await signals(harness, FLEMISH)] == [10]


def replace_person(report: Any, person: Any) -> Any:
    return report._replace(change=replace(report.change, person=person))


# Modes


async def test_a_rule_in_the_shadow_concludes_and_tells_nobody(harness: Harness) -> None:
    await switch(harness, DUTCH, RuleMode.SHADOW, **HOURS)
    await harness.enrol(enrolment())
    with captured_logs("attendance") as logs:
        await harness.record(*days(7, 8, 10))
    [shadow] = await signals(harness, DUTCH, shadow=True)
    assert (shadow.level, shadow.reached_on) == (16, date(2026, 9, 10))
    assert (await signals(harness, DUTCH), await told(harness, DUTCH)) == ([], [])
    assert [line["rule"] for line in logs.lines("attendance.level_reached")] == [FLEMISH]
    assert (await harness.attendance()).levels_reached == (5,)


@pytest.mark.parametrize(("name", "form"), [(DUTCH, HOURS), (FLEMISH, {})])
async def test_changing_a_mode_counts_again(harness: Harness, name: str, form: dict[str, Any]) -> None:
    await harness.enrol(enrolment())
    await harness.record(*days(7, 8, 10))
    await switch(harness, name, RuleMode.SHADOW, **form)
    number = len(await signals(harness, name, shadow=True))
    assert (number > 0, await signals(harness, name)) == (True, [])
    await switch(harness, name, RuleMode.ACTIVE)
    assert (await signals(harness, name, shadow=True), len(await signals(harness, name))) == ([], number)
    await switch(harness, name, RuleMode.OFF)
    assert (await signals(harness, name, shadow=True), await signals(harness, name)) == ([], [])


async def test_a_rule_of_another_form_takes_over_from_a_plain_count(harness: Harness) -> None:
    await harness.enrol(enrolment())
    await harness.record(*days(1, 3, 7))
    [before] = await signals(harness, FLEMISH)
    await switch(harness, FLEMISH, levels=(5,), applies_to=frozenset({EducationLevel.SECUNDAIR}))
    assert [signal.signal_id for signal in await signals(harness, FLEMISH)] == [before.signal_id]
    await switch(harness, FLEMISH, levels=(5,), applies_to=frozenset({EducationLevel.LAGER}))
    assert await signals(harness, FLEMISH) == []


async def test_persons_that_join_are_counted_together_in_the_shadow_too(harness: Harness) -> None:
    await switch(harness, DUTCH, RuleMode.SHADOW, **HOURS)
    here, there = enrolment(), enrolment(school=OTHER_SCHOOL)
    await harness.enrol(here, there)
    await harness.record(*days(7, 8, 10), *days(21, 22, 24, school=OTHER_SCHOOL))
    assert len({signal.person_id for signal in await signals(harness, DUTCH, shadow=True)}) == 2
    same = replace(here.change.person, insz_key=b"x")
    later = [replace(report.change, person=same, recorded_at=NOW) for report in (here, there)]
    await harness.enrol(*(report._replace(change=change) for report, change in zip((here, there), later, strict=True)))
    found = await signals(harness, DUTCH, shadow=True)
    assert (len({signal.person_id for signal in found}), len(found)) == (1, 2)


# R18


@pytest.fixture
def retaining(harness: Harness) -> Harness:
    """A register that keeps official codes, in October 2027."""
    harness.codes = CODE_TABLE.retaining_official_codes()
    harness.clock.set(datetime(2027, 10, 25, 9, tzinfo=BRUSSELS))
    return harness


def ill(*of_month: int, code: str = "Z") -> list[Any]:
    return [mark(date(2027, 9, day), status=Status.JUSTIFIED)._replace(code=code) for day in of_month]


async def test_r18_the_z_rule_counts_z_codes_once_it_has_a_number(retaining: Harness) -> None:
    await switch(retaining, "z-codes", levels=(3,), valid_from=SchoolYear(2027))
    await retaining.enrol(enrolment())
    await retaining.record(*ill(1, 2), *ill(3, 6, code="R"))
    assert await signals(retaining, "z-codes") == []
    await retaining.record(*ill(7))
    [signal] = await signals(retaining, "z-codes")
    assert ([day.date.day for day in signal.half_days], signal.truancy) == ([1, 2, 7], False)
    [reached] = await retaining.told("level-reached")
    assert (reached.data["count"], reached.data["half_days"], reached.data["truancy"]) == (3, [], False)
    await retaining.record(*(one._replace(recorded_at=retaining.clock.now()) for one in ill(7, code="R")))
    assert await told(retaining, "z-codes") == [("level-reached", 3), ("level-withdrawn", 3)]


async def test_r18_the_z_rule_counts_nothing_before_2027_2028(retaining: Harness) -> None:
    await switch(retaining, "z-codes", levels=(3,), valid_from=SchoolYear(2027))
    await retaining.enrol(enrolment())
    days_before = [date(2026, 9, day) for day in (1, 2, 3, 4)]
    await retaining.record(*(mark(day, status=Status.JUSTIFIED)._replace(code="Z") for day in days_before))
    assert await signals(retaining, "z-codes") == []


@pytest.mark.parametrize("mode", [RuleMode.ACTIVE, RuleMode.SHADOW])
async def test_a_rule_on_codes_cannot_be_switched_on_while_none_are_kept(harness: Harness, mode: RuleMode) -> None:
    with pytest.raises(CodesNotRetained):
        await switch(harness, "z-codes", mode, levels=(3,))
    assert (await switch(harness, "z-codes", RuleMode.OFF, levels=(3,))).levels == (3,)


async def test_a_rule_on_codes_falls_silent_when_codes_are_no_longer_kept(retaining: Harness) -> None:
    await switch(retaining, "z-codes", levels=(3,), valid_from=SchoolYear(2027))
    await retaining.enrol(enrolment())
    await retaining.record(*ill(1, 2, 3))
    retaining.codes = CODE_TABLE
    with captured_logs("attendance") as logs:
        async with retaining.units() as uow:
            await warn_of_silent_rules(uow, codes_retained=False)
    assert logs.line("rule.silent")["rule"] == "z-codes"
    later = [one._replace(recorded_at=retaining.clock.now(), code=None) for one in ill(1, 2, 3)]
    await retaining.record(*later)
    assert [signal.level for signal in await signals(retaining, "z-codes")] == [3]


# Simulation


async def test_a_rule_of_any_form_can_be_tried(harness: Harness) -> None:
    await harness.enrol(enrolment(), enrolment(pupil="other"))
    await harness.record(*days(7, 8, 10, 11, 14, 15), *days(7, 8, pupil="other"))
    async with harness.units() as uow:
        proposal = RuleProposal((14, 16), YEAR, "?", form=HOURS)
        found = await harness.use_cases.simulate_rule(uow, DUTCH, proposal, school_year=YEAR)
    assert (found.persons, found.total) == ({14: 2, 16: 1}, 6)
    days_of = {level: [each.reached_on.day for each in found.signals if each.level == level] for level in (14, 16)}
    assert days_of == {14: [8, 8, 11, 15], 16: [10, 15]}
    assert await told(harness, DUTCH) == []


async def test_a_trial_looks_at_persons_in_groups(harness: Harness, monkeypatch: pytest.MonkeyPatch) -> None:
    pupils = [str(number) for number in range(7)]
    await harness.enrol(*(enrolment(pupil=pupil) for pupil in pupils))
    await harness.record(*(mark(date(2026, 9, 1), pupil=pupil) for pupil in pupils[:5]))
    sizes = []
    async with harness.units() as uow:
        counting_since = uow.counts.counting_since

        async def two_at_a_time(*asked: Any, after: Any, size: int) -> Any:
            page = await counting_since(*asked, after=after, size=2)
            sizes.append(len(page.persons))
            return page

        monkeypatch.setattr(uow.counts, "counting_since", two_at_a_time)
        proposal = RuleProposal((1,), YEAR, "?")
        found = await harness.use_cases.simulate_rule(uow, FLEMISH, proposal, school_year=YEAR)
    assert (found.persons, found.total, max(sizes), len(sizes)) == ({1: 5}, 5, 2, 5)
