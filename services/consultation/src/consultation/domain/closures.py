"""Days on which an organisation is closed, such as those of a CLB in the holidays."""

from dataclasses import dataclass
from datetime import date, timedelta

from consultation.domain.intervals import Interval
from consultation.domain.local_time import midnight
from shared.domain.errors import InvalidField

_DAY = timedelta(days=1)
_FIRST, _LAST = date.min + _DAY, date.max - _DAY


@dataclass(frozen=True, order=True, slots=True)
class Closure:
    """From the day `from_` until and with the day `until`. Raises InvalidField when it ends before it begins."""

    from_: date
    until: date

    def __post_init__(self) -> None:
        if self.until < self.from_:
            raise InvalidField("until", "is before from")

    @property
    def interval(self) -> Interval:
        """From the first midnight to the last, in Brussels."""
        return Interval(midnight(max(self.from_, _FIRST)), midnight(min(self.until, _LAST) + _DAY))
