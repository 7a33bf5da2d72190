"""What is told of watches."""

from dataclasses import dataclass
from datetime import date

from attendance.watches.domain.criterion import Criterion
from attendance.watches.domain.watch import Watch


@dataclass(frozen=True, slots=True)
class WatchMet:
    """The whole term has passed, everything is known of it, and all criteria hold; `since` is its last day."""

    watch: Watch
    criterion: Criterion
    since: date


@dataclass(frozen=True, slots=True)
class WatchBroken:
    """A criterion does not hold; `since` is the day of the half day that broke it."""

    watch: Watch
    criterion: Criterion
    since: date
