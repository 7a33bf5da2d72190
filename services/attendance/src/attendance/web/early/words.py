"""What early signals are called in Dutch, and what each rests on."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from attendance.early_signals.domain.observed import Stretch
from attendance.early_signals.domain.signal import EarlySignal, EarlySignalFilter
from attendance.early_signals.registry import KINDS
from attendance.register.domain.mark import PupilKey
from attendance.unit_of_work import AttendanceUnitOfWork
from shared.web.words import HALF_DAYS, WEEKDAYS, count

_MOST = 1000

NAMES: Mapping[str, str] = {
    "attendance-drop": "aanwezigheid daalt",
    "same-half-day": "afwezig op een vast moment",
    "unresolved-marks": "lang onopgehelderd",
    "repeated-lateness": "vaak te laat",
    "toddler-at-risk": "kleuter komt te weinig",
}
assert NAMES.keys() == KINDS.keys(), "every kind has a name"


@dataclass(frozen=True, slots=True)
class SaidSignal:
    """An early signal in words: what it is called, what it rests on, and since when it stands."""

    name: str
    because: str
    since: datetime


async def said_signals(
    uow: AttendanceUnitOfWork, pupils: Sequence[PupilKey], schools: frozenset[str] | None
) -> Mapping[PupilKey, list[SaidSignal]]:
    """What stands for these pupils of these schools, oldest first; None is all schools."""
    if not pupils:
        return {}
    wanted = EarlySignalFilter(status="standing", schools=schools, pupils=frozenset(pupils))
    said: dict[PupilKey, list[SaidSignal]] = {}
    for listed in await uow.early_signals.list(wanted, None, _MOST):
        signal = listed.signal
        words = SaidSignal(NAMES[signal.kind], _BECAUSE[signal.kind](signal), signal.raised_at)
        said.setdefault((listed.school, listed.pupil), []).append(words)
    return said


def _drop(signal: EarlySignal) -> str:
    looked_at, before = signal.finding.looked_at, signal.finding.compared_with
    usual = f", daarvoor {_percent(before)}" if before else ""
    return f"{_percent(looked_at)} aanwezig in de laatste {_half_days(looked_at.planned)}{usual}"


def _same_half_day(signal: EarlySignal) -> str:
    half_days, looked_at = signal.finding.half_days, signal.finding.looked_at
    place = f"{WEEKDAYS[half_days[0].date.weekday()]}{HALF_DAYS[half_days[0].half_day]}"
    return f"problematisch afwezig op {len(half_days)} van de laatste {looked_at.planned} keer {place}"


def _unresolved(signal: EarlySignal) -> str:
    number = len(signal.finding.half_days)
    older = count(signal.numbers["days"], "dag", "dagen")
    return f"van {_half_days(number)} zei de school na {older} nog niet wat het was"


def _lateness(signal: EarlySignal) -> str:
    times, looked_at = len(signal.finding.half_days), signal.finding.looked_at
    return f"{times} keer te laat in de laatste {_half_days(looked_at.planned)}"


def _toddler(signal: EarlySignal) -> str:
    projected, minimum = signal.finding.projected, signal.finding.minimum
    return f"aan dit tempo {projected} halve dagen aanwezig dit schooljaar; nodig zijn er {minimum}"


_BECAUSE: Mapping[str, Callable[[EarlySignal], str]] = {
    "attendance-drop": _drop,
    "same-half-day": _same_half_day,
    "unresolved-marks": _unresolved,
    "repeated-lateness": _lateness,
    "toddler-at-risk": _toddler,
}


def _half_days(number: int) -> str:
    return count(number, "halve dag", "halve dagen")


def _percent(stretch: Stretch) -> str:
    return "onbekend" if stretch.rate is None else f"{100 * stretch.rate:.0f} %"
