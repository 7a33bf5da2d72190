"""What an early signal rests on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from attendance.early_signals.domain.observed import Slot, Stretch
from attendance.register.domain.status import Status
from shared.domain.half_days import HalfDay


@dataclass(frozen=True, slots=True)
class NotedHalfDay:
    """A half day that stands out."""

    date: date
    half_day: HalfDay
    status: str

    @classmethod
    def of(cls, slot: Slot) -> "NotedHalfDay":
        """That half day."""
        return cls(slot.date, slot.half_day, str(slot.status))


def noted(slots: Iterable[Slot], *statuses: Status) -> tuple[NotedHalfDay, ...]:
    """The half days with one of these statuses."""
    return tuple(NotedHalfDay.of(slot) for slot in slots if slot.status in statuses)


@dataclass(frozen=True, slots=True)
class Finding:
    """Why a kind of early signal holds.

    `looked_at` are the half days looked at, `compared_with` those of the pupil it was compared with. Of a toddler
    `projected` are the half days attended in the whole school year at this pace, `minimum` those that are needed, of
    `planned_in_year`.
    """

    looked_at: Stretch
    compared_with: Stretch | None = None
    half_days: tuple[NotedHalfDay, ...] = ()
    projected: int | None = None
    minimum: int | None = None
    planned_in_year: int | None = None

    @property
    def usual_rate(self) -> float | None:
        """The share that the rate of `looked_at` is held against: the pupil's own share, or the share a toddler needs.

        None where no rate is held against another: late is present (R4), and unknown is neither present nor absent
        (R5), so neither is a drop.
        """
        if self.minimum is not None and self.planned_in_year:
            return self.minimum / self.planned_in_year
        return self.compared_with.rate if self.compared_with else None
