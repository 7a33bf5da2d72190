"""How patiently a notice is tried again while the mail server can't take it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

_LONGEST_DOUBLING = 20


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """Pauses, in real time, double from ``first_pause`` to ``longest_pause``; after ``give_up_after`` it is over.

    That limit is by the domain's clock, like all limits.
    """

    first_pause: timedelta = timedelta(seconds=1)
    longest_pause: timedelta = timedelta(minutes=5)
    give_up_after: timedelta = timedelta(days=3)

    def pause(self, attempt: int, jitter: float) -> timedelta:
        """The pause after this attempt, counted from 1; ``jitter`` (0 to 1) takes off up to half of it."""
        doubled: timedelta = self.first_pause * (1 << min(attempt - 1, _LONGEST_DOUBLING))
        return min(doubled, self.longest_pause) * (1 - jitter / 2)

    def over(self, first_tried_at: datetime | None, now: datetime) -> bool:
        """Whether a notice has had all the time it gets."""
        return first_tried_at is not None and now - first_tried_at >= self.give_up_after
