"""When a contact's own calendar says that they are busy: times, and nothing else of what is in it."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from math import ceil

from consultation.domain.intervals import Interval, Intervals, union

_MINUTE = 60


@dataclass(frozen=True, slots=True)
class Busy:
    """Busy times as minutes since 1970 in UTC, begin and end by turns, in order and never touching.

    So a year of somebody's calendar is a short row of numbers. Nothing is made of them until a day is asked for.
    """

    minutes: tuple[int, ...] = ()

    @classmethod
    def of(cls, times: Iterable[Interval]) -> "Busy":
        """These times, each widened to whole minutes."""
        whole = union(
            Interval(_moment(_minute(time.start)), _moment(ceil(time.end.timestamp() / _MINUTE))) for time in times
        )
        return cls(tuple(_minute(bound) for time in whole for bound in (time.start, time.end)))

    @property
    def times(self) -> Intervals:
        """All of them."""
        pairs = zip(self.minutes[::2], self.minutes[1::2], strict=True)
        return tuple(Interval(_moment(begin), _moment(end)) for begin, end in pairs)

    def during(self, window: Interval) -> Intervals:
        """Those that overlap the window, whole."""
        first = bisect_right(self.minutes, _minute(window.start)) // 2 * 2
        last = bisect_right(self.minutes, _minute(window.end))
        times = Busy(self.minutes[first : last + last % 2]).times
        return tuple(time for time in times if time.overlaps(window))


def _minute(at: datetime) -> int:
    return int(at.timestamp()) // _MINUTE


def _moment(minute: int) -> datetime:
    return datetime.fromtimestamp(minute * _MINUTE, UTC)


NEVER_BUSY = Busy()
