"""Count persons: what the stored marks add up to, and which levels that reaches or loses."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from attendance.register.domain.causes import Causes
from attendance.register.domain.person import Register, register_on
from attendance.register.domain.school_days import SchoolDays
from attendance.rules.application.plain_counts import plain_findings
from attendance.rules.application.windowed_counts import windowed_findings
from attendance.rules.domain.events import LevelReached, LevelWithdrawn
from attendance.rules.domain.findings import Finding, Lost, Reached
from attendance.rules.domain.rule_book import RuleBook, is_told
from attendance.rules.domain.signal import Signal
from attendance.unit_of_work import AttendanceUnitOfWork
from shared.domain.school_year import SchoolYear
from shared.runtime.clock import Clock


async def count_persons(
    uow: AttendanceUnitOfWork,
    causes: Mapping[UUID, Causes],
    *,
    clock: Clock,
    new_id: Callable[[], UUID],
    codes_retained: bool,
) -> None:
    """Count these persons over all their schools and school years, and signal what changed.

    Their rows are locked first, so that two transactions never conclude from each other's stale counts. Of rules in the
    shadow signals are kept apart, and nobody is told.
    """
    await uow.persons.lock(causes.keys())
    book = RuleBook(await uow.rules.live(), codes_retained=codes_retained)
    findings = await plain_findings(uow, causes.keys(), book)
    findings += await windowed_findings(uow, causes.keys(), book)
    if findings:
        reached = [finding for finding in findings if isinstance(finding, Reached)]
        basis = await _basis(uow, reached, clock.today())
        signalling = _Signalling(uow, causes, basis, now=clock.now(), new_id=new_id)
        for finding in findings:
            signalling.conclude(finding)
        await signalling.save()


@dataclass(frozen=True)
class _Basis:
    """What is said of persons who reached a level, read at once for all of them: where they were on which day."""

    registers: Mapping[tuple[UUID, date], Register]
    days: SchoolDays


async def _basis(uow: AttendanceUnitOfWork, reached: Collection[Reached], today: date) -> _Basis:
    if not reached:
        return _Basis({}, SchoolDays())
    of_person = await uow.pupils.registers_of({finding.person_id for finding in reached})
    registers = {
        (person, day): register_on(day, of_person[person], today)
        for person, day in {(finding.person_id, finding.occurrence.reached_on) for finding in reached}
    }
    return _Basis(registers, SchoolDays(await uow.calendars.own({register.school for register in registers.values()})))


class _Signalling:
    """Turns findings into signals, and tells of those that are not in the shadow."""

    def __init__(
        self,
        uow: AttendanceUnitOfWork,
        causes: Mapping[UUID, Causes],
        basis: _Basis,
        *,
        now: datetime,
        new_id: Callable[[], UUID],
    ) -> None:
        self._uow = uow
        self._causes = causes
        self._basis = basis
        self._new_id = new_id
        self._now = now
        self._new: dict[bool, list[tuple[Signal, int]]] = {False: [], True: []}
        self._withdrawn: dict[bool, list[UUID]] = {False: [], True: []}

    def conclude(self, finding: Finding) -> None:
        """Make or withdraw a signal."""
        if isinstance(finding, Lost):
            self._withdraw(finding)
        else:
            self._reach(finding)

    async def save(self) -> None:
        """Write down what was concluded."""
        for shadow, signals in ((False, self._uow.signals), (True, self._uow.shadow_signals)):
            await signals.withdraw(self._withdrawn[shadow], self._now)
            await signals.add(self._new[shadow])

    def _reach(self, finding: Reached) -> None:
        rule, occurrence = finding.rule, finding.occurrence
        register = self._basis.registers[finding.person_id, occurrence.reached_on]
        school_year = SchoolYear(occurrence.school_year)
        signal = Signal(
            signal_id=self._new_id(),
            person_id=finding.person_id,
            school=register.school,
            pupil=register.pupil,
            level_of_education=register.level,
            school_year=school_year,
            rule=rule.name,
            rule_version=rule.version,
            level=occurrence.level,
            count=occurrence.count,
            reached_on=occurrence.reached_on,
            half_days=occurrence.half_days,
            calendar_version=self._basis.days.calendar(register.school, school_year).version,
            concluded_at=self._now,
            truancy=rule.form.is_about_truancy,
        )
        self._new[not is_told(rule)].append((signal, register.pupil_id))
        if is_told(rule):
            of_person = self._causes[finding.person_id]
            cause = of_person.of_reaching(occurrence.level, occurrence.count, occurrence.school_year)
            self._uow.add(LevelReached(signal), caused_by=cause)

    def _withdraw(self, lost: Lost) -> None:
        signal = lost.signal
        self._withdrawn[lost.shadow].append(signal.signal_id)
        if not lost.shadow:
            cause = self._causes[signal.person_id].of_losing(signal.school_year.start)
            event = LevelWithdrawn(replace(signal, withdrawn_at=self._now), lost.count, lost.half_days)
            self._uow.add(event, caused_by=cause)
