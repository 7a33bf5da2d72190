"""Simulate a rule: which persons it would have signalled in a school year, and when, from the stored marks."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from heapq import nsmallest
from typing import Protocol
from uuid import UUID

from attendance.rules.application.change_rule import RuleProposal, newest_version, persons_in_groups, require_codes
from attendance.rules.application.plain_counts import plain_occurrence
from attendance.rules.application.windowed_counts import know_persons
from attendance.rules.domain.form import PLAIN
from attendance.rules.domain.occurrences import Occurrence
from attendance.rules.domain.rule import LevelRule
from attendance.unit_of_work import AttendanceUnitOfWork
from shared.domain.errors import InvalidField
from shared.domain.school_year import SchoolYear

MOST_SIGNALS = 1000


@dataclass(frozen=True, slots=True, order=True)
class SimulatedSignal:
    """A level a person would have reached, with the date and the number of half days that rests on."""

    reached_on: date
    person_id: UUID
    level: int
    count: int


@dataclass(slots=True)
class Simulation:
    """What a rule would have done: the number of persons per level, of signals in all, and the first 1,000 by date."""

    school_year: SchoolYear
    persons: dict[int, int]
    total: int = 0
    signals: Sequence[SimulatedSignal] = field(default_factory=list)

    def add(self, reached_by: Collection[tuple[UUID, Occurrence]]) -> None:
        """Take in what some persons reached; each person comes once."""
        reached = Counter(level for _, level in {(person, occurrence.level) for person, occurrence in reached_by})
        for level, number in reached.items():
            self.persons[level] += number
        self.total += len(reached_by)
        new = (
            SimulatedSignal(occurrence.reached_on, person, occurrence.level, occurrence.count)
            for person, occurrence in reached_by
        )
        self.signals = nsmallest(MOST_SIGNALS, [*self.signals, *new])


class SimulateRule(Protocol):
    """`simulate_rule` with the municipality's choices bound."""

    async def __call__(
        self, uow: AttendanceUnitOfWork, name: str, proposal: RuleProposal, *, school_year: SchoolYear
    ) -> Simulation: ...


async def simulate_rule(
    uow: AttendanceUnitOfWork, name: str, proposal: RuleProposal, *, school_year: SchoolYear, codes_retained: bool
) -> Simulation:
    """Try a proposed rule on one school year; nothing is stored or sent, and persons are looked at in groups.

    Where the proposal leaves out a part of the form or the levels, the rule of this name gives it. Without such a rule
    the form is the plain count. Raises InvalidField for a rule that cannot exist or has no levels. Raises
    CodesNotRetained when the rule counts codes that are not kept.
    """
    newest = await newest_version(uow, name)
    levels = proposal.levels or (newest.levels if newest else ())
    if not levels:
        raise InvalidField("levels", "is missing, and no rule of this name has any")
    rule = replace(proposal, levels=levels).as_version(name, 1, newest.form if newest else PLAIN)
    require_codes(rule.form, codes_retained=codes_retained)
    simulation = Simulation(school_year, dict.fromkeys(rule.levels, 0))
    if rule.holds_in(school_year):
        async for persons in persons_in_groups(uow, rule.valid_from, rule.form.marked_with):
            find = _plain if rule.form.is_plain_count else _windowed
            simulation.add(await find(uow, persons, rule, school_year=school_year))
    return simulation


async def _plain(
    uow: AttendanceUnitOfWork, persons: Collection[UUID], rule: LevelRule, *, school_year: SchoolYear
) -> list[tuple[UUID, Occurrence]]:
    tallies = [tally for tally in await uow.counts.tallies(persons) if tally.school_year == school_year]
    reached = [(tally, level) for tally in tallies for level in rule.reached_at(tally.count)]
    evidence = await uow.counts.evidence({(tally.person_id, school_year.start) for tally, _ in reached})
    return [
        (tally.person_id, plain_occurrence(level, tally, evidence[tally.person_id, school_year.start]))
        for tally, level in reached
    ]


async def _windowed(
    uow: AttendanceUnitOfWork, persons: Collection[UUID], rule: LevelRule, *, school_year: SchoolYear
) -> list[tuple[UUID, Occurrence]]:
    persons_known = await know_persons(uow, persons, [rule])
    return [
        (person, occurrence)
        for person, half_days in persons_known.half_days.items()
        for occurrence in persons_known.occurrences(
            person,
            rule,
            {half_day.school_year for half_day in half_days if rule.holds_in(SchoolYear(half_day.school_year))},
        )
        if occurrence.school_year == school_year.start
    ]
