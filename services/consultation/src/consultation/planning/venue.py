"""Where the meetings at a place are: in its rooms, or at the place itself where it has none."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from consultation.domain.intervals import Interval, Intervals, subtraction, union
from consultation.domain.local_time import local_day
from consultation.domain.room import Room
from consultation.domain.wanted import BookedRoom
from consultation.planning.agenda import Agenda


@dataclass(frozen=True, slots=True)
class RoomDiary:
    """A room with the meetings already planned in it."""

    room: Room
    agenda: Agenda

    def free_on(self, day: date, hours: Intervals) -> Intervals:
        """The part of that day's hours in which it can be used and has no meeting."""
        return subtraction(self.room.open_in(hours), self.agenda.on(day))

    def is_free_at(self, time: Interval, *, seats: int) -> bool:
        """Whether so many people can meet in it at this time."""
        taken = any(other.overlaps(time) for other in self.agenda.on(local_day(time.start)))
        return not taken and self.room.can_have(time, seats=seats)


@dataclass(frozen=True, slots=True)
class Venue:
    """A place with its rooms, and the agenda of the place itself: that of the meetings there that have no room.

    On a day on which no room is valid the place has none. In a room are `beside` seats more than people who meet.
    """

    place: Agenda
    rooms: Sequence[RoomDiary] = ()
    beside: int = 0

    def has_rooms_on(self, day: date) -> bool:
        """Whether meetings of that day are in a room."""
        return any(diary.room.valid_on(day) for diary in self.rooms)

    def agendas_on(self, day: date) -> list[Agenda]:
        """The agendas that say what is free on that day."""
        return [diary.agenda for diary in self._on(day)] or [self.place]

    def free_on(self, day: date, hours: Intervals, *, people: int) -> list[Intervals]:
        """When so many people can meet there on that day, for each room that is large enough."""
        rooms = self._on(day)
        if not rooms:
            return [subtraction(hours, self.place.on(day))]
        return [diary.free_on(day, hours) for diary in rooms if diary.room.seats >= people + self.beside]

    def is_free_at(self, time: Interval, *, people: int) -> bool:
        """Whether so many people can meet there at this time."""
        day = local_day(time.start)
        if self.has_rooms_on(day):
            return self.room_at(time, people=people) is not None
        return not _has(self.place, time)

    def room_at(self, time: Interval, *, people: int) -> BookedRoom | None:
        """The smallest room in which so many people can meet at this time; None if there is none."""
        seats = people + self.beside
        free = (diary.room for diary in self.rooms if diary.is_free_at(time, seats=seats))
        smallest = min(free, key=lambda room: (room.seats, room.room_id), default=None)
        return smallest.booked if smallest else None

    def keeps(self, time: Interval, room: BookedRoom | None, *, people: int) -> bool:
        """Whether a meeting can be in this room, or at the place itself where it has none, at this time."""
        if room is None:
            return not _has(self.place, time)
        seats = people + self.beside
        return any(diary.room.room_id == room.room_id and diary.is_free_at(time, seats=seats) for diary in self.rooms)

    def _on(self, day: date) -> list[RoomDiary]:
        return [diary for diary in self.rooms if diary.room.valid_on(day)]


def together(windows: Iterable[Intervals]) -> Intervals:
    """All these windows as one: a time in them may lie in no single one of them."""
    return union(window for intervals in windows for window in intervals)


def _has(agenda: Agenda, time: Interval) -> bool:
    return any(other.overlaps(time) for other in agenda.on(local_day(time.start)))
