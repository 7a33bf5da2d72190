"""Rules on the plain count of a school year: numbers from the database, and half days only where something follows."""

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple
from uuid import UUID

from attendance.rules.domain.findings import Finding, Lost, Reached
from attendance.rules.domain.occurrences import Occurrence
from attendance.rules.domain.plain_count import Conclusion, conclude, reached_on
from attendance.rules.domain.rule import LevelRule
from attendance.rules.domain.rule_book import RuleBook, is_told
from attendance.rules.domain.signal import Signal
from attendance.rules.domain.tally import Evidence, PersonYear, Tally
from attendance.unit_of_work import AttendanceUnitOfWork


class _Concluded(NamedTuple):
    """What follows for one person, school year and rule (None: no longer in force)."""

    tally: Tally
    name: str
    rule: LevelRule | None
    shadow: bool
    conclusion: Conclusion


async def plain_findings(uow: AttendanceUnitOfWork, persons: Collection[UUID], book: RuleBook) -> list[Finding]:
    """What plain counts come to; also that signals of rules no longer in force fall away, whatever their form."""
    concluded = [of_rule for tally in await uow.counts.tallies(persons) for of_rule in _conclude(tally, book)]
    if not concluded:
        return []
    evidence = await uow.counts.evidence({(tally.person_id, tally.school_year.start) for tally, *_ in concluded})
    standing = await _standing(uow, concluded)
    return [finding for of_rule in concluded for finding in _findings(of_rule, evidence, standing[of_rule.shadow])]


def _conclude(tally: Tally, book: RuleBook) -> Iterator[_Concluded]:
    plain = {rule.name: rule for rule in book.plain(tally.school_year)}
    for name in sorted(plain.keys() | {level.rule for level in tally.standing}):
        rule = plain.get(name)
        if rule is None and book.in_force(name, tally.school_year) is not None:
            continue
        for shadow in (False, True):
            concluding = rule if rule is not None and is_told(rule) != shadow else None
            conclusion = conclude(concluding, tally.count, tally.levels_of(name, shadow=shadow))
            if conclusion:
                yield _Concluded(tally, name, concluding, shadow, conclusion)


async def _standing(uow: AttendanceUnitOfWork, concluded: Collection[_Concluded]) -> dict[bool, list[Signal]]:
    """The standing signals of persons with a conclusion: False has the told signals, True the signals in the shadow."""
    persons: dict[bool, set[UUID]] = {False: set(), True: set()}
    for concluded_of in concluded:
        if concluded_of.conclusion.lost:
            persons[concluded_of.shadow].add(concluded_of.tally.person_id)
    return {
        False: list(await uow.signals.standing_of(persons[False])) if persons[False] else [],
        True: list(await uow.shadow_signals.standing_of(persons[True])) if persons[True] else [],
    }


def _findings(
    concluded: _Concluded, evidence: Mapping[PersonYear, Evidence], standing: Collection[Signal]
) -> Iterator[Finding]:
    """First the levels that hold no more, highest first; then the new levels, lowest first."""
    tally = concluded.tally
    evidence_of_year = evidence[tally.person_id, tally.school_year.start]
    for level in concluded.conclusion.lost:
        lost = (tally.person_id, tally.school_year, concluded.name, level)
        for signal in standing:
            if (signal.person_id, signal.school_year, signal.rule, signal.level) == lost:
                yield Lost(signal, concluded.shadow, tally.count, evidence_of_year.half_days)
    if concluded.rule is not None:
        for level in concluded.conclusion.reached:
            yield Reached(tally.person_id, concluded.rule, plain_occurrence(level, tally, evidence_of_year))


def plain_occurrence(level: int, tally: Tally, evidence: Evidence) -> Occurrence:
    """The level as reached by this count. Raises ValueError when it is not."""
    day = reached_on(level, [half_day.date for half_day in evidence.half_days], evidence.transferred)
    return Occurrence(level, tally.school_year.start, day, tally.count, evidence.half_days)
