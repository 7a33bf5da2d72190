"""Rules as dated data: new versions, and what a rule would have done."""

from datetime import date

import pytest

from attendance.register.domain.errors import StaleVersion
from attendance.rules.application.change_rule import RuleProposal, change_rule, list_rules
from attendance.rules.application.simulate_rule import Simulation, simulate_rule
from attendance.rules.domain.rule import PROBLEMATIC_HALF_DAYS, LevelRule, RuleMode
from shared.domain.errors import InvalidField
from shared.domain.school_year import SchoolYear

from .register import FULL_DAYS, YEAR, Register, enrolment, mark, problematic


async def change(register: Register, proposal: RuleProposal, expected_version: int | None = None) -> LevelRule:
    async with register.units() as uow:
        return await change_rule(
            uow, PROBLEMATIC_HALF_DAYS, proposal, register.circumstances, expected_version=expected_version
        )


async def simulate(register: Register, *levels: int) -> Simulation:
    async with register.units() as uow:
        proposal = RuleProposal(levels, YEAR, "lokale afspraak")
        return await simulate_rule(uow, PROBLEMATIC_HALF_DAYS, proposal, YEAR, register.circumstances)


async def test_the_flemish_levels_are_there_from_the_start(register: Register) -> None:
    async with register.units() as uow:
        rules = await list_rules(uow)
    [rule] = [rule for rule in rules if rule.name == PROBLEMATIC_HALF_DAYS]
    assert (rule.version, rule.levels, rule.mode) == (1, (5, 10, 15, 30), RuleMode.ACTIVE)
    assert {rule.name for rule in rules if rule.mode is not RuleMode.OFF} == {PROBLEMATIC_HALF_DAYS}


async def test_a_new_version_signals_and_withdraws_at_once(register: Register) -> None:
    await register.enrol(enrolment())
    await register.record(*problematic(6))
    rule = await change(register, RuleProposal((4, 8), YEAR, "lokale afspraak"))
    assert (rule.version, await register.standing()) == (2, [4])
    [signal] = await register.signals()
    assert signal.rule_version == 2
    assert [event.data["level"] for event in await register.told("level-withdrawn")] == [5]


async def test_a_level_of_both_versions_keeps_its_signal(register: Register) -> None:
    await register.enrol(enrolment())
    await register.record(*problematic(6))
    [before] = await register.signals()
    await change(register, RuleProposal((5, 6), YEAR, "lokale afspraak"))
    assert [signal.signal_id == before.signal_id for signal in await register.signals()] == [True, False]


async def test_earlier_school_years_keep_their_version(register: Register) -> None:
    await register.enrol(enrolment(date(2025, 9, 1)))
    await register.record(*(mark(date(2026, 6, day)) for day in (15, 16, 18, 19, 22)))
    await change(register, RuleProposal((3,), YEAR, "lokale afspraak"))
    assert await register.standing() == [5]


async def test_a_rule_that_is_off_concludes_nothing(register: Register) -> None:
    await register.enrol(enrolment())
    await register.record(*problematic(6))
    await change(register, RuleProposal((5,), YEAR, "lokale afspraak", RuleMode.OFF))
    assert await register.standing() == []


async def test_a_stale_version_is_refused(register: Register) -> None:
    with pytest.raises(StaleVersion):
        await change(register, RuleProposal((5,), YEAR, "lokale afspraak"), expected_version=2)


async def test_impossible_levels_are_refused(register: Register) -> None:
    with pytest.raises(InvalidField):
        await change(register, RuleProposal((5, 5), YEAR, "lokale afspraak"))


async def test_a_simulation_says_who_would_be_signalled_and_when_and_leaves_nothing(register: Register) -> None:
    await register.enrol(enrolment(), enrolment(pupil="other"))
    await register.record(*problematic(4), *problematic(2, pupil="other"))
    found = await simulate(register, 2, 4)
    assert found.persons == {2: 2, 4: 1}
    person = (await register.attendance()).person_id
    assert found.total == 3
    assert [(item.level, item.count, item.reached_on) for item in found.signals if item.person_id == person] == [
        (2, 4, FULL_DAYS[0]),
        (4, 4, FULL_DAYS[1]),
    ]
    assert await register.told("level") == []


async def test_a_simulation_of_another_year_finds_nothing(register: Register) -> None:
    await register.enrol(enrolment())
    await register.record(*problematic(4))
    async with register.units() as uow:
        proposal = RuleProposal((2,), SchoolYear(2025), "?")
        found = await simulate_rule(uow, PROBLEMATIC_HALF_DAYS, proposal, SchoolYear(2025), register.circumstances)
    assert (found.persons, found.total, found.signals) == ({2: 0}, 0, [])
