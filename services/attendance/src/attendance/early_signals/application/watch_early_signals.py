"""Watch for early signals: time passes and marks come in, and what stands out in a pupil's attendance changes."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import date

from attendance.circumstances import Circumstances
from attendance.early_signals.application.observations import observations
from attendance.early_signals.domain.detectors import DETECTORS
from attendance.early_signals.domain.due_pupil import DuePupil
from attendance.early_signals.domain.events import EarlySignalRaised
from attendance.early_signals.domain.finding import Finding
from attendance.early_signals.domain.observed import Observed
from attendance.early_signals.domain.rule import EarlySignalKind, EarlySignalRule, rules_in_force
from attendance.early_signals.domain.signal import EarlySignal
from attendance.unit_of_work import AttendanceUnitOfWork
from shared.domain.school_year import SchoolYear

Rules = Mapping[EarlySignalKind, EarlySignalRule]

_AT_ONCE = 500


class WatchEarlySignals:
    """Looks at pupils with news, and at everybody once a day and when the numbers change.

    What stands is a function of the stored marks and the day. At most 500 pupils of one school are looked at in one
    transaction, and by one process at a time.
    """

    def __init__(
        self, units: Callable[[], AbstractAsyncContextManager[AttendanceUnitOfWork]], circumstances: Circumstances
    ) -> None:
        self._units = units
        self._circumstances = circumstances

    async def run(self) -> None:
        """Look at all who are to be looked at by now."""
        rules = await self._gather()
        while rules is not None:
            async with self._units() as uow:
                if not await self._look(uow, rules):
                    return

    async def _gather(self) -> Rules | None:
        """The numbers to go by, once it is known whom to look at; None when every kind is off and nothing stands."""
        now = self._circumstances.clock.now()
        async with self._units() as uow:
            early = uow.early_signals
            await early.lock()
            rules = rules_in_force(await early.rules(), SchoolYear.of(now.date()))
            if not rules and not await early.any_standing():
                await early.look_at_nobody()
                return None
            versions = (f"{kind} {rule.version}" for kind, rule in rules.items())
            await early.gather(", ".join([now.date().isoformat(), *versions]), now)
            return rules

    async def _look(self, uow: AttendanceUnitOfWork, rules: Rules) -> bool:
        """Look at some pupils; whether there were any."""
        today = self._circumstances.clock.today()
        await uow.early_signals.lock()
        pupils = await uow.early_signals.take_due(today, _AT_ONCE)
        if pupils:
            observed = await observations(uow, pupils, today)
            await _Conclusions(uow, rules, self._circumstances, today).draw(pupils, observed)
        return bool(pupils)


class _Conclusions:
    """What stands for some pupils from now on."""

    def __init__(self, uow: AttendanceUnitOfWork, rules: Rules, circumstances: Circumstances, today: date) -> None:
        self._uow = uow
        self._rules = rules
        self._new_id = circumstances.new_id
        self._now = circumstances.clock.now()
        self._school_year = SchoolYear.of(today)
        self._raised: list[tuple[int, EarlySignal]] = []
        self._kept: list[EarlySignal] = []
        self._ended: list[EarlySignal] = []

    async def draw(self, pupils: Sequence[DuePupil], observed: Mapping[int, Observed]) -> None:
        """Compare what is found with what stands, keep the difference, and tell of what is new."""
        early = self._uow.early_signals
        standing = await early.standing_of([pupil.pupil_id for pupil in pupils])
        for pupil in pupils:
            seen = observed.get(pupil.pupil_id)
            for kind in EarlySignalKind:
                rule = self._rules.get(kind)
                finding = DETECTORS[kind](seen, rule.numbers) if seen and rule and rule.numbers else None
                self._conclude(pupil, kind, rule, finding, standing.get((pupil.pupil_id, kind)))
        await early.end([signal.signal_id for signal in self._ended], self._now)
        await early.keep(self._kept)
        await early.raise_all(self._raised)
        self._uow.log("attendance.pupils_watched", pupils=len(pupils), raised=len(self._raised), ended=len(self._ended))

    def _conclude(
        self,
        pupil: DuePupil,
        kind: EarlySignalKind,
        rule: EarlySignalRule | None,
        finding: Finding | None,
        standing: EarlySignal | None,
    ) -> None:
        if standing and (finding is None or standing.school_year != self._school_year):
            self._ended.append(standing)
            standing = None
        if finding is None or rule is None:
            return
        if standing is None:
            self._raise(pupil, kind, rule, finding)
        elif (now_resting := standing.resting_on(rule, finding)) != standing:
            self._kept.append(now_resting)

    def _raise(self, pupil: DuePupil, kind: EarlySignalKind, rule: EarlySignalRule, finding: Finding) -> None:
        assert rule.numbers is not None, "a kind that is off finds nothing"
        assert pupil.person_id is not None, "who is watched is enrolled"
        assert pupil.level is not None, "who is watched is enrolled"
        signal = EarlySignal(
            self._new_id(), kind, self._school_year, rule.version, rule.numbers, finding, raised_at=self._now
        )
        self._raised.append((pupil.pupil_id, signal))
        if finding.usual_rate is not None:
            self._uow.add(EarlySignalRaised(signal, pupil.person_id, pupil.school, pupil.pupil, pupil.level))
