"""Count persons: what the stored marks add up to, and which levels that reaches or loses."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from attendance.application.causes import Causes
from attendance.application.circumstances import Circumstances
from attendance.application.ports import AttendanceUnit, Evidence, PersonYear, Tally
from attendance.domain.events import LevelReached, LevelWithdrawn
from attendance.domain.person import Register, newest_register
from attendance.domain.rule import PROBLEMATIC_HALF_DAYS, Conclusion, LevelRule, conclude, reached_on, rule_for
from attendance.domain.school_days import SchoolDays
from attendance.domain.signal import Signal


async def count_persons(uow: AttendanceUnit, causes: Mapping[UUID, Causes], circumstances: Circumstances) -> None:
    """Count these persons over all their schools and school years, and signal what changed.

    Their rows are locked first, so that two transactions never conclude from each other's stale counts.
    """
    await uow.persons.lock(causes.keys())
    rules = await uow.rules.all()
    tallies = await uow.counts.tallies(causes.keys())
    concluded = [
        (tally, rule, conclusion)
        for tally in tallies
        for rule in [rule_for(rules, PROBLEMATIC_HALF_DAYS, tally.school_year)]
        if (conclusion := conclude(rule, tally.count, tally.standing))
    ]
    if concluded:
        basis = await _basis(uow, [tally for tally, _, _ in concluded])
        signalling = _Signalling(uow, causes, circumstances, basis)
        for tally, rule, conclusion in concluded:
            signalling.conclude(tally, rule, conclusion)
        await signalling.save()


@dataclass(frozen=True)
class _Basis:
    """What conclusions about persons rest on, read at once for all of them."""

    evidence: Mapping[PersonYear, Evidence]
    registers: Mapping[UUID, Register]
    days: SchoolDays
    standing: Collection[Signal]


async def _basis(uow: AttendanceUnit, tallies: Collection[Tally]) -> _Basis:
    persons = {tally.person_id for tally in tallies}
    evidence = await uow.counts.evidence({(tally.person_id, tally.school_year.start) for tally in tallies})
    registers = {person: newest_register(found) for person, found in (await uow.pupils.registers_of(persons)).items()}
    days = SchoolDays(await uow.calendars.own({register.school for register in registers.values()}))
    return _Basis(evidence, registers, days, await uow.signals.standing_of(persons))


class _Signalling:
    """Turns conclusions into signals and tells of them."""

    def __init__(
        self, uow: AttendanceUnit, causes: Mapping[UUID, Causes], circumstances: Circumstances, basis: _Basis
    ) -> None:
        self._uow = uow
        self._causes = causes
        self._basis = basis
        self._new_id = circumstances.new_id
        self._now = circumstances.clock.now()
        self._new: list[tuple[Signal, int]] = []
        self._withdrawn: list[UUID] = []

    def conclude(self, tally: Tally, rule: LevelRule | None, conclusion: Conclusion) -> None:
        """First the levels that hold no more, highest first; then the new ones, lowest first."""
        evidence = self._basis.evidence.get((tally.person_id, tally.school_year.start), Evidence((), ()))
        for level in conclusion.lost:
            self._withdraw(tally, level, evidence)
        if rule is not None:
            for level in conclusion.reached:
                self._reach(tally, rule, level, evidence)

    async def save(self) -> None:
        """Write down what was concluded."""
        await self._uow.signals.withdraw(self._withdrawn, self._now)
        await self._uow.signals.add(self._new)

    def _reach(self, tally: Tally, rule: LevelRule, level: int, evidence: Evidence) -> None:
        register = self._basis.registers[tally.person_id]
        signal = Signal(
            signal_id=self._new_id(),
            person_id=tally.person_id,
            school=register.school,
            pupil=register.pupil,
            level_of_education=register.level,
            school_year=tally.school_year,
            rule=rule.name,
            rule_version=rule.version,
            level=level,
            count=tally.count,
            reached_on=reached_on(level, [day.date for day in evidence.half_days], evidence.transferred),
            half_days=evidence.half_days,
            calendar_version=self._basis.days.calendar(register.school, tally.school_year).version,
            concluded_at=self._now,
        )
        self._new.append((signal, register.pupil_id))
        cause = self._causes[tally.person_id].of_reaching(level, tally.count, tally.school_year.start)
        self._uow.add(LevelReached(signal), caused_by=cause)

    def _withdraw(self, tally: Tally, level: int, evidence: Evidence) -> None:
        lost = (tally.person_id, tally.school_year, level)
        cause = self._causes[tally.person_id].of_losing(tally.school_year.start)
        for signal in self._basis.standing:
            if (signal.person_id, signal.school_year, signal.level) == lost:
                self._withdrawn.append(signal.signal_id)
                event = LevelWithdrawn(replace(signal, withdrawn_at=self._now), tally.count, evidence.half_days)
                self._uow.add(event, caused_by=cause)
