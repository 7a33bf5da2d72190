"""Simulate a rule: whom it would have signalled in a school year, and when, from the stored marks."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from attendance.application.change_rule import RuleProposal
from attendance.application.ports import AttendanceUnit
from attendance.domain.rule import reached_on
from shared.domain.school_year import SchoolYear


@dataclass(frozen=True, slots=True)
class SimulatedSignal:
    """A level a person would have reached, with the person's whole count and the date of the level-th half day."""

    person_id: UUID
    level: int
    count: int
    reached_on: date


@dataclass(frozen=True, slots=True)
class Simulation:
    """What a rule would have done: the number of persons per level, and each signal by date."""

    school_year: SchoolYear
    persons: dict[int, int]
    signals: tuple[SimulatedSignal, ...]


async def simulate_rule(uow: AttendanceUnit, name: str, proposal: RuleProposal, school_year: SchoolYear) -> Simulation:
    """Try a proposed rule on one school year; nothing is stored or sent. Raises InvalidField for impossible levels."""
    rule = proposal.as_version(name, version=1)
    tallies = await uow.counts.tallies(await uow.counts.counting_since(school_year))
    reached = [
        (tally, level)
        for tally in tallies
        if tally.school_year == school_year and rule.valid_from <= school_year
        for level in rule.reached_at(tally.count)
    ]
    evidence = await uow.counts.evidence({(tally.person_id, school_year.start) for tally, _ in reached})
    signals = []
    for tally, level in reached:
        found = evidence[tally.person_id, school_year.start]
        day = reached_on(level, [half_day.date for half_day in found.half_days], found.transferred)
        signals.append(SimulatedSignal(tally.person_id, level, tally.count, day))
    persons = Counter(signal.level for signal in signals)
    in_order = sorted(signals, key=lambda signal: (signal.reached_on, signal.person_id, signal.level))
    return Simulation(school_year, {level: persons[level] for level in rule.levels}, tuple(in_order))
