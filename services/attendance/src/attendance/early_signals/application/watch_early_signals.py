"""Watch for early signals: time passes and marks come in, and what stands out in a pupil's attendance changes."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from attendance.early_signals.application.observations import observations
from attendance.early_signals.domain.due_pupil import DuePupil
from attendance.early_signals.domain.events import EarlySignalRaised
from attendance.early_signals.domain.finding import Finding
from attendance.early_signals.domain.observed import Observed
from attendance.early_signals.domain.rule import EarlySignalRule, rules_in_force
from attendance.early_signals.domain.signal import EarlySignal
from attendance.early_signals.registry import KINDS
from attendance.unit_of_work import AttendanceUnitOfWork, Units
from shared.domain.school_year import SchoolYear
from shared.runtime.clock import Clock

Rules = Mapping[str, EarlySignalRule]
"""The numbers in force by kind, without the kinds that are off."""

_AT_ONCE = 500


async def watch_early_signals(units: Units, *, clock: Clock, new_id: Callable[[], UUID]) -> None:
    """Look at pupils with news, and at everybody once a day and when the numbers change.

    What stands is a function of the stored marks and the day. At most 500 pupils of one school are looked at in one
    transaction, and by one process at a time.
    """
    async with units() as uow:
        rules = await _gather(uow, clock.now())
    while rules is not None:
        async with units() as uow:
            if not await _look(uow, rules, clock=clock, new_id=new_id):
                return


async def _gather(uow: AttendanceUnitOfWork, now: datetime) -> Rules | None:
    """Find the pupils to look at, and return the numbers to go by; None if every kind is off and nothing stands."""
    early = uow.early_signals
    await early.lock()
    in_force = rules_in_force(await early.rules(), SchoolYear.of(now.date()))
    rules = {kind: in_force[kind] for kind in KINDS if kind in in_force}
    if not rules and not await early.any_standing():
        await early.look_at_nobody()
        return None
    versions = (f"{kind} {rule.version}" for kind, rule in rules.items())
    await early.gather(", ".join([now.date().isoformat(), *versions]), now)
    return rules


async def _look(uow: AttendanceUnitOfWork, rules: Rules, *, clock: Clock, new_id: Callable[[], UUID]) -> bool:
    """Look at some pupils; whether there were any."""
    today = clock.today()
    await uow.early_signals.lock()
    pupils = await uow.early_signals.take_due(today, _AT_ONCE)
    if pupils:
        observed = await observations(uow, pupils, today)
        conclusions = _Conclusions(uow, rules, today, now=clock.now(), new_id=new_id)
        await conclusions.draw(pupils, observed)
    return bool(pupils)


class _Conclusions:
    """What stands for some pupils from now on."""

    def __init__(
        self, uow: AttendanceUnitOfWork, rules: Rules, today: date, *, now: datetime, new_id: Callable[[], UUID]
    ) -> None:
        self._uow = uow
        self._rules = rules
        self._new_id = new_id
        self._now = now
        self._school_year = SchoolYear.of(today)
        self._raised: list[tuple[int, EarlySignal]] = []
        self._kept: list[EarlySignal] = []
        self._ended: list[EarlySignal] = []

    async def draw(self, pupils: Sequence[DuePupil], observed: Mapping[int, Observed]) -> None:
        """Compare what is found with what stands, keep the difference, and tell of what is new."""
        early = self._uow.early_signals
        standing = await early.standing_of([pupil.pupil_id for pupil in pupils])
        for pupil in pupils:
            self._look_at(pupil, observed.get(pupil.pupil_id), standing)
        await early.end([signal.signal_id for signal in self._ended], self._now)
        await early.keep(self._kept)
        await early.raise_all(self._raised)
        self._uow.log("attendance.pupils_watched", pupils=len(pupils), raised=len(self._raised), ended=len(self._ended))

    def _look_at(
        self, pupil: DuePupil, observed: Observed | None, standing: Mapping[tuple[int, str], EarlySignal]
    ) -> None:
        for kind in KINDS.values():
            rule = self._rules.get(kind.name)
            finding = kind.detect(observed, rule.numbers) if observed and rule and rule.numbers else None
            self._conclude(pupil, rule, finding, standing=standing.get((pupil.pupil_id, kind.name)))

    def _conclude(
        self, pupil: DuePupil, rule: EarlySignalRule | None, finding: Finding | None, *, standing: EarlySignal | None
    ) -> None:
        if standing and (finding is None or standing.school_year != self._school_year):
            self._ended.append(standing)
            standing = None
        if finding is None or rule is None:
            return
        if standing is None:
            self._raise(pupil, rule, finding)
        elif (now_resting := standing.resting_on(rule, finding)) != standing:
            self._kept.append(now_resting)

    def _raise(self, pupil: DuePupil, rule: EarlySignalRule, finding: Finding) -> None:
        assert rule.numbers is not None, "a kind that is off finds nothing"
        assert pupil.person_id is not None, "who is watched is enrolled"
        assert pupil.level is not None, "who is watched is enrolled"
        signal = EarlySignal(
            self._new_id(), rule.kind, self._school_year, rule.version, rule.numbers, finding, raised_at=self._now
        )
        self._raised.append((pupil.pupil_id, signal))
        if finding.usual_rate is not None:
            self._uow.add(EarlySignalRaised(signal, pupil.person_id, pupil.school, pupil.pupil, pupil.level))
