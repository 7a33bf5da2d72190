"""Rules as dated data: new versions, and what a rule would have done."""

from datetime import date

import pytest

from attendance.register.domain.errors import StaleVersion
from attendance.rules.application.change_rule import RuleProposal, list_rules
from attendance.rules.application.simulate_rule import Simulation
from attendance.rules.domain.rule import PROBLEMATIC_HALF_DAYS, LevelRule, RuleMode
from attendance.testing.factories import FULL_DAYS, YEAR, enrolment, mark, problematic
from shared.domain.errors import InvalidField
from shared.domain.school_year import SchoolYear

from .harness import Harness


async def change(harness: Harness, proposal: RuleProposal, expected_version: int | None = None) -> LevelRule:
    async with harness.units() as uow:
        return await harness.use_cases.change_rule(
            uow, PROBLEMATIC_HALF_DAYS, proposal, expected_version=expected_version
        )


async def simulate(harness: Harness, *levels: int) -> Simulation:
    async with harness.units() as uow:
        proposal = RuleProposal(levels, YEAR, "lokale afspraak")
        return await harness.use_cases.simulate_rule(uow, PROBLEMATIC_HALF_DAYS, proposal, school_year=YEAR)


async def test_the_flemish_levels_are_there_from_the_start(harness: Harness) -> None:
    async with harness.units() as uow:
        rules = await list_rules(uow)
    [rule] = [rule for rule in rules if rule.name == PROBLEMATIC_HALF_DAYS]
    assert (rule.version, rule.levels, rule.mode) == (1, (5, 10, 15, 30), RuleMode.ACTIVE)
    assert {rule.name for rule in rules if rule.mode is not RuleMode.OFF} == {PROBLEMATIC_HALF_DAYS}


async def test_a_new_version_signals_and_withdraws_at_once(harness: Harness) -> None:
    await harness.enrol(enrolment())
    await harness.record(*problematic(6))
    rule = await change(harness, RuleProposal((4, 8), YEAR, "lokale afspraak"))
    assert (rule.version, await harness.standing()) == (2, [4])
    [signal] = await harness.signals()
    assert signal.rule_version == 2
    assert [event.data["level"] for event in await harness.told("level-withdrawn")] == [5]


async def test_a_level_of_both_versions_keeps_its_signal(harness: Harness) -> None:
    await harness.enrol(enrolment())
    await harness.record(*problematic(6))
    [before] = await harness.signals()
    await change(harness, RuleProposal((5, 6), YEAR, "lokale afspraak"))
    assert [signal.signal_id == before.signal_id for signal in await harness.signals()] == [True, False]


async def test_earlier_school_years_keep_their_version(harness: Harness) -> None:
    await harness.enrol(enrolment(date(2025, 9, 1)))
    await harness.record(*(mark(date(2026, 6, day)) for day in (15, 16, 18, 19, 22)))
    await change(harness, RuleProposal((3,), YEAR, "lokale afspraak"))
    assert await harness.standing() == [5]


async def test_a_rule_that_is_off_concludes_nothing(harness: Harness) -> None:
    await harness.enrol(enrolment())
    await harness.record(*problematic(6))
    await change(harness, RuleProposal((5,), YEAR, "lokale afspraak", RuleMode.OFF))
    assert await harness.standing() == []


async def test_a_stale_version_is_refused(harness: Harness) -> None:
    with pytest.raises(StaleVersion):
        await change(harness, RuleProposal((5,), YEAR, "lokale afspraak"), expected_version=2)


async def test_impossible_levels_are_refused(harness: Harness) -> None:
    with pytest.raises(InvalidField):
        await change(harness, RuleProposal((5, 5), YEAR, "lokale afspraak"))


async def test_a_simulation_says_who_would_be_signalled_and_when_and_leaves_nothing(harness: Harness) -> None:
    await harness.enrol(enrolment(), enrolment(pupil="other"))
    await harness.record(*problematic(4), *problematic(2, pupil="other"))
    found = await simulate(harness, 2, 4)
    assert found.persons == {2: 2, 4: 1}
    person = (await harness.attendance()).person_id
    assert found.total == 3
    assert [(item.level, item.count, item.reached_on) for item in found.signals if item.person_id == person] == [
        (2, 4, FULL_DAYS[0]),
        (4, 4, FULL_DAYS[1]),
    ]
    assert await harness.told("level") == []


async def test_a_simulation_of_another_year_finds_nothing(harness: Harness) -> None:
    await harness.enrol(enrolment())
    await harness.record(*problematic(4))
    async with harness.units() as uow:
        proposal = RuleProposal((2,), SchoolYear(2025), "?")
        found = await harness.use_cases.simulate_rule(
            uow, PROBLEMATIC_HALF_DAYS, proposal, school_year=SchoolYear(2025)
        )
    assert (found.persons, found.total, found.signals) == ({2: 0}, 0, [])
