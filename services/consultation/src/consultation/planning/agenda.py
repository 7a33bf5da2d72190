"""When a contact or a place is taken, day by day."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from consultation.domain.intervals import Interval, Intervals
from consultation.domain.local_time import local_day


class Agenda:
    """The times of the meetings that a contact or a place has, and where those of a contact are.

    A day gives the very same object until its times change, so whoever made something of a day can tell whether it
    still holds.
    """

    def __init__(self, times: Iterable[Interval] = ()) -> None:
        self._days: dict[date, Intervals] = {}
        self._weeks: Counter[int] = Counter()
        self._places: dict[Interval, str | None] = {}
        for time in times:
            self.take(time)

    def on(self, day: date) -> Intervals:
        """The times of that day, in the order in which they were taken."""
        return self._days.get(day, ())

    def on_the_way_to(self, place: str | None, day: date, *, travel: timedelta) -> Intervals:
        """The times of that day, those elsewhere with the travel before and after them."""
        times = self.on(day)
        if not travel or place is None:
            return times
        return tuple(
            time if self._places.get(time) in (place, None) else Interval(time.start - travel, time.end + travel)
            for time in times
        )

    def is_at(self, place: str | None, day: date) -> bool:
        """Whether there is a meeting at this place that day."""
        return any(self._places.get(time) == place for time in self.on(day))

    def in_week_of(self, day: date) -> int:
        """How many meetings there are in this day's week, Monday to Sunday."""
        return self._weeks[_week_of(day)]

    def take(self, time: Interval, place: str | None = None) -> None:
        """There is a meeting at this time, at this place as it is compared; None where that is not known."""
        day = local_day(time.start)
        self._days[day] = (*self.on(day), time)
        self._weeks[_week_of(day)] += 1
        if place is not None:
            self._places[time] = place

    def leave(self, time: Interval) -> None:
        """There is no meeting at this time any more; nothing changes if there was none."""
        day = local_day(time.start)
        if time in self.on(day):
            self._days[day] = tuple(other for other in self.on(day) if other != time)
            self._weeks[_week_of(day)] -= 1
            self._places.pop(time, None)

    def beside(self, times: Iterable[Interval]) -> "Agenda":
        """Another agenda with these times too."""
        agenda = Agenda()
        for time in self:
            agenda.take(time, self._places.get(time))
        for time in times:
            agenda.take(time)
        return agenda

    def __iter__(self) -> Iterator[Interval]:
        for times in self._days.values():
            yield from times


def _week_of(day: date) -> int:
    # The first of all days was a Monday.
    return (day.toordinal() - 1) // 7
