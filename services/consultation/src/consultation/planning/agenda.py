"""When a contact or a place is taken, day by day."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from consultation.domain.intervals import Interval, Intervals
from consultation.domain.local_time import local_day, monday_of


class Agenda:
    """The times of the meetings that a contact or a place has.

    A day gives the very same object until its times change, so whoever made something of a day can tell whether it
    still holds.
    """

    def __init__(self, times: Iterable[Interval] = ()) -> None:
        self._days: dict[date, Intervals] = {}
        self._weeks: Counter[date] = Counter()
        for time in times:
            self.take(time)

    def on(self, day: date) -> Intervals:
        """The times of that day, in the order in which they were taken."""
        return self._days.get(day, ())

    def in_week_of(self, day: date) -> int:
        """How many meetings there are in this day's week, Monday to Sunday."""
        return self._weeks[monday_of(day)]

    def take(self, time: Interval) -> None:
        """There is a meeting at this time."""
        day = local_day(time.start)
        self._days[day] = (*self.on(day), time)
        self._weeks[monday_of(day)] += 1

    def leave(self, time: Interval) -> None:
        """There is no meeting at this time any more; nothing changes if there was none."""
        day = local_day(time.start)
        if time in self.on(day):
            self._days[day] = tuple(other for other in self.on(day) if other != time)
            self._weeks[monday_of(day)] -= 1

    def __iter__(self) -> Iterator[Interval]:
        for times in self._days.values():
            yield from times
