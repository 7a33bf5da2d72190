"""What early signals look at: one pupil's school year at one school, as far as it has come."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from attendance.register.domain.status import Status
from shared.domain.half_days import HalfDay

_ABSENT = frozenset({Status.PROBLEMATIC, Status.JUSTIFIED})


class Slot(NamedTuple):
    """A planned half day and what the register says of it; None where it says nothing."""

    date: date
    half_day: HalfDay
    status: Status | None


class Toddler(NamedTuple):
    """What a toddler's year asks for: half days planned in all of it, and how many have to be attended."""

    planned_in_year: int
    minimum: int


@dataclass(frozen=True, slots=True)
class Observed:
    """The half days on which a pupil was expected, in order, up to and with the date of the school's newest mark.

    A half day without a mark is present, as for every rate. `toddler` is None for pupils without a minimum.
    """

    today: date
    slots: Sequence[Slot]
    toddler: Toddler | None = None

    @classmethod
    def of(
        cls,
        today: date,
        planned: Iterable[tuple[date, HalfDay]],
        marks: Mapping[tuple[date, HalfDay], Status],
        *,
        toddler: Toddler | None = None,
    ) -> "Observed":
        """Put the marks on the planned half days."""
        return cls(today, [Slot(*half_day, marks.get(half_day)) for half_day in planned], toddler)


@dataclass(frozen=True, slots=True)
class Stretch:
    """What a number of half days adds up to. Late is present (R4); unknown is neither present nor absent (R5)."""

    first: date
    last: date
    planned: int
    absent: int
    unknown: int

    @classmethod
    def over(cls, slots: Sequence[Slot]) -> "Stretch | None":
        """The sum of these half days, which are in order; None if there are no half days."""
        if not slots:
            return None
        statuses = [slot.status for slot in slots]
        absent = sum(status in _ABSENT for status in statuses)
        return cls(slots[0].date, slots[-1].date, len(slots), absent, statuses.count(Status.UNKNOWN))

    @property
    def resolved(self) -> int:
        """Half days whose marks say whether the pupil was there."""
        return self.planned - self.unknown

    @property
    def present(self) -> int:
        """Resolved half days that were attended."""
        return self.resolved - self.absent

    @property
    def rate(self) -> float | None:
        """The share of the resolved half days that were attended; None without any."""
        return self.present / self.resolved if self.resolved else None
