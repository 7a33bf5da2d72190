"""Set what one rule says beside what another says: who reaches a level by one of them alone."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from attendance.register.domain.person import Register
from attendance.rules.application.change_rule import RuleProposal
from attendance.rules.application.show_signals import list_signals
from attendance.rules.application.simulate_rule import MOST_SIGNALS, SimulateRule, Simulation
from attendance.rules.domain.rule import LevelRule
from attendance.rules.domain.signal import Signal, SignalFilter
from attendance.unit_of_work import AttendanceUnitOfWork
from shared.domain.school_year import SchoolYear

_MOST = 5000


@dataclass(frozen=True, slots=True)
class Reaching:
    """That a person reaches a level by one of two rules alone.

    `school` and `pupil` are of the newest register of the person; None if the person has no register.
    """

    person_id: UUID
    level: int
    reached_on: date
    school: str | None
    pupil: str | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Who reaches a level by the rule as it is now alone, and who by the other alone.

    `persons` is how many reach each level: now, then. `both` is how many reach one by either. Where a rule has more
    than can be set beside the other, nobody is named who reached a level on the day `before` or later.
    """

    persons: Mapping[int, tuple[int, int]]
    now_alone: Sequence[Reaching]
    then_alone: Sequence[Reaching]
    both: int
    before: date | None = None
    is_whole: bool = True


def by_school_and_level(reaching: Iterable[Reaching]) -> list[tuple[str | None, int, int]]:
    """How many there are at each school, by level; those without a school last."""
    counts = Counter((item.school, item.level) for item in reaching)
    ordered = sorted(counts, key=lambda key: (key[0] is None, key[0] or "", key[1]))
    return [(*key, counts[key]) for key in ordered]


async def compare_with_proposal(
    uow: AttendanceUnitOfWork,
    newest: LevelRule,
    proposal: RuleProposal,
    *,
    school_year: SchoolYear,
    simulate_rule: SimulateRule,
) -> Comparison:
    """The newest version of a rule and a proposed one, both tried on a school year; nothing is stored or sent.

    A version that is off reaches nothing. Raises InvalidField and CodesNotRetained as `simulate_rule` does.
    """
    then = await _simulated(
        uow, newest.name, proposal, simulate_rule=simulate_rule, school_year=school_year, is_live=proposal.is_live
    )
    as_it_is = RuleProposal(newest.levels, school_year, newest.source)
    now = await _simulated(
        uow, newest.name, as_it_is, simulate_rule=simulate_rule, school_year=school_year, is_live=newest.is_live
    )
    levels = sorted({*newest.levels, *proposal.levels})
    persons = {level: (now.persons.get(level, 0), then.persons.get(level, 0)) for level in levels}
    before = min((end for simulation in (now, then) if (end := _end_of(simulation))), default=None)
    reached_now, reached_then = _reached(now, before), _reached(then, before)
    registers = await uow.pupils.registers_of({person for person, _ in reached_now.keys() ^ reached_then.keys()})
    return Comparison(
        persons,
        _alone(reached_now, reached_then, registers),
        _alone(reached_then, reached_now, registers),
        len({person for person, _ in reached_now} & {person for person, _ in reached_then}),
        before=before,
    )


async def _simulated(
    uow: AttendanceUnitOfWork,
    name: str,
    proposal: RuleProposal,
    *,
    simulate_rule: SimulateRule,
    school_year: SchoolYear,
    is_live: bool,
) -> Simulation:
    if not is_live:
        return Simulation(school_year, {})
    return await simulate_rule(uow, name, proposal, school_year=school_year)


def _end_of(simulation: Simulation) -> date | None:
    """The first day on which signals may be missing; None if all signals are there."""
    return max(simulation.signals).reached_on if simulation.total > MOST_SIGNALS else None


def _reached(simulation: Simulation, before: date | None) -> dict[tuple[UUID, int], date]:
    """The first day of each level of a person, as far as that day is `before`."""
    days: dict[tuple[UUID, int], date] = {}
    for signal in sorted(simulation.signals):
        if before is None or signal.reached_on < before:
            days.setdefault((signal.person_id, signal.level), signal.reached_on)
    return days


def _alone(
    reached: Mapping[tuple[UUID, int], date],
    other: Mapping[tuple[UUID, int], date],
    registers: Mapping[UUID, Sequence[Register]],
) -> list[Reaching]:
    alone = []
    for (person, level), day in sorted(reached.items(), key=lambda item: (item[1], item[0])):
        if (person, level) not in other:
            register = max(registers.get(person, ()), default=None)
            alone.append(
                Reaching(
                    person, level, day, register.school if register else None, register.pupil if register else None
                )
            )
    return alone


async def compare_shadow(
    uow: AttendanceUnitOfWork, shadow: LevelRule, active: str, *, school_year: SchoolYear
) -> Comparison:
    """What a rule in the shadow concluded beside what the rule named `active` did, by standing signals.

    Levels of two rules are not the same, so it is about persons: who has a signal of one rule and none of the other.
    Each person is there once, with the highest level; nobody is there, and not `is_whole`, where there are too many.
    """
    wanted = SignalFilter(status="standing", school_year=school_year)
    now = await list_signals(uow, wanted._replace(rule=active), limit=_MOST + 1)
    then = await list_signals(uow, wanted._replace(rule=shadow.name), limit=_MOST + 1, shadow=True)
    if max(len(now), len(then)) > _MOST:
        return Comparison({}, (), (), 0, is_whole=False)
    highest_now, highest_then = _highest(now), _highest(then)
    return Comparison(
        {},
        _without(highest_now, highest_then),
        _without(highest_then, highest_now),
        len(highest_now.keys() & highest_then.keys()),
    )


def _highest(signals: Iterable[Signal]) -> dict[UUID, Signal]:
    return {signal.person_id: signal for signal in sorted(signals, key=lambda signal: signal.level)}


def _without(signals: Mapping[UUID, Signal], others: Collection[UUID]) -> list[Reaching]:
    alone = [signal for person, signal in signals.items() if person not in others]
    return [
        Reaching(signal.person_id, signal.level, signal.reached_on, signal.school, signal.pupil)
        for signal in sorted(alone, key=lambda signal: (signal.school, signal.reached_on, signal.signal_id))
    ]
