"""Whoever looks at early signals, and the marks that raise them."""

from collections.abc import Iterable
from datetime import date, timedelta

from attendance.early_signals.application.watch_early_signals import watch_early_signals
from attendance.early_signals.domain.kind import Numbers
from attendance.early_signals.domain.rule import EarlySignalRule
from attendance.early_signals.domain.signal import EarlySignalFilter, ListedEarlySignal
from attendance.register.domain.mark import Mark
from attendance.register.domain.status import Status
from attendance.testing.factories import YEAR, mark
from shared.domain.flemish_calendar import flemish_calendar
from shared.domain.half_days import WHOLE_DAY, HalfDay
from shared.domain.school_year import SchoolYear
from shared.runtime.ids import new_id

from .harness import Harness

DROP = {"window_half_days": 10, "baseline_half_days": 20, "points": 30}
LATENESS = {"window_half_days": 20, "times": 3}
UNRESOLVED = {"days": 14}
TODDLER = {"after_half_days": 40}
CLUSTER = {"occurrences": 4, "absences": 3, "share_percent": 60}

LAST = date(2026, 11, 20)
"""A Friday; the marks of the school go as far as this."""


class Counsellor:
    """Whoever agrees on numbers, lets time pass and looks at what stands."""

    def __init__(self, harness: Harness) -> None:
        self.harness = harness
        self._versions: dict[str, int] = {}

    async def agree(self, kind: str, numbers: Numbers | None, valid_from: SchoolYear = YEAR) -> None:
        version = self._versions[kind] = self._versions.get(kind, 0) + 1
        async with self.harness.units() as uow:
            rule = EarlySignalRule(kind, version, valid_from, numbers, "lokale afspraak")
            await uow.early_signals.add_rule(rule, self.harness.clock.now())

    async def look(self) -> None:
        await watch_early_signals(self.harness.units, clock=self.harness.clock, new_id=new_id)

    async def listed(self, status: str | None = "standing") -> list[ListedEarlySignal]:
        async with self.harness.units() as uow:
            return list(await uow.early_signals.list(EarlySignalFilter(status=status), None, 1000))

    async def standing(self) -> list[tuple[str, str]]:
        """Pupil and kind of what stands, after a look."""
        await self.look()
        return sorted((each.pupil, each.signal.kind) for each in await self.listed())


def days_before(until: date, number: int) -> list[date]:
    """That many full school days up to and with `until`, without Wednesdays."""
    found: list[date] = []
    day = until
    while len(found) < number:
        if len(flemish_calendar(YEAR).half_days_on(day)) == len(WHOLE_DAY):
            found.append(day)
        day -= timedelta(days=1)
    return found


def away(pupil: str, days: Iterable[date], status: Status = Status.PROBLEMATIC, **of: object) -> list[Mark]:
    return [mark(day, half, status, pupil=pupil, **of) for day in days for half in WHOLE_DAY]  # type: ignore[arg-type]


def present(pupil: str = "other") -> Mark:
    """What says how far the school's marks go."""
    return mark(LAST, HalfDay.PM, Status.PRESENT, pupil=pupil)
