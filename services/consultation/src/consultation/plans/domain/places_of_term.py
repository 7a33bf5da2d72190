"""Where the meetings of a term can be: in the rooms of their places, or at a place itself where it has none."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from consultation.domain.intervals import Interval, Intervals, subtraction, union
from consultation.domain.local_time import local_day, midnight
from consultation.domain.places import place_key
from consultation.domain.room import Room
from consultation.domain.wanted import BookedRoom, Slot
from consultation.meetings.domain.meeting import Meeting
from consultation.planning.agenda import Agenda
from consultation.planning.term.problem import TermRoom
from consultation.planning.venue import RoomDiary, Venue
from consultation.plans.domain.stored_term import StoredTerm

_DAY = timedelta(days=1)


class PlacesOfTerm:
    """The places of a term with their rooms, by the keys that the planner knows them by."""

    def __init__(self, stored: StoredTerm) -> None:
        self._stored = stored
        self._rooms: dict[str, list[Room]] = {}
        for room in sorted(stored.rooms, key=lambda room: (room.seats, room.room_id)):
            self._rooms.setdefault(room.site_key, []).append(room)
        self._venues: dict[str, Venue] = {}

    @property
    def booked_rooms(self) -> Mapping[str, BookedRoom]:
        """The rooms as meetings have them, by their keys."""
        return {_key_of(room.room_id): room.booked for room in self._stored.rooms}

    def keys(self, place: str | None) -> tuple[str, ...]:
        """Where a meeting at this place can be, the smallest room first; empty where nobody said its place."""
        site = place_key(place)
        return () if site is None else (*(_key_of(room.room_id) for room in self._rooms.get(site, ())), site)

    def key_of(self, slot: Slot, place: str | None) -> str | None:
        """Where a meeting is that has this slot."""
        return _key_of(slot.room.room_id) if slot.room else place_key(place)

    def has_seats(self, key: str, people: int) -> bool:
        """Whether a room has seats for so many; a place itself always has."""
        beside = self._stored.rules.planning.seats_beside
        return all(room.seats >= people + beside for room in self._stored.rooms if _key_of(room.room_id) == key)

    def does_without(self, meeting: Meeting) -> bool:
        """Whether a meeting has no room though its place has rooms that day."""
        assert meeting.slot is not None, "who has no room has a time"
        day = local_day(meeting.slot.time.start)
        return meeting.slot.room is None and self._venue(place_key(meeting.place) or "").has_rooms_on(day)

    def is_free_at(self, place: str, time: Interval, *, people: int) -> bool:
        """Whether so many people can meet at a place at this time, beside all that is booked."""
        return self._venue(place_key(place) or "").is_free_at(time, people=people)

    def term_rooms(self, keys: Iterable[str], staying: Sequence[Meeting]) -> Iterator[TermRoom]:
        """The rooms and places with these keys, and when the meetings that stay leave them free."""
        taken: dict[str, list[Interval]] = {}
        for meeting in staying:
            key = self._taken_by(meeting)
            if key is not None and meeting.slot is not None:
                taken.setdefault(key, []).append(meeting.slot.time)
        rooms = {_key_of(room.room_id): room for room in self._stored.rooms}
        for key in keys:
            room = rooms.get(key)
            free = subtraction(self._open(room) if room else self._without_rooms(key), taken.get(key, ()))
            beside = self._stored.rules.planning.seats_beside
            site, seats = (room.site_key, max(0, room.seats - beside)) if room else (key, None)
            yield TermRoom(place=key, site=site, free=free, seats=seats)

    def _venue(self, site: str) -> Venue:
        if site not in self._venues:
            at: dict[str, list[Interval]] = {}
            for meeting in self._stored.booked:
                key = self._taken_by(meeting)
                if key is not None and meeting.slot is not None:
                    at.setdefault(key, []).append(meeting.slot.time)
            rooms = [RoomDiary(room, Agenda(at.get(_key_of(room.room_id), ()))) for room in self._rooms.get(site, ())]
            self._venues[site] = Venue(Agenda(at.get(site, ())), rooms, self._stored.rules.planning.seats_beside)
        return self._venues[site]

    def _taken_by(self, meeting: Meeting) -> str | None:
        if meeting.holds_room and meeting.slot is not None:
            return self.key_of(meeting.slot, meeting.place)
        return place_key(meeting.place) if meeting.holds_place else None

    def _open(self, room: Room) -> Intervals:
        days = (whole for whole in self._days() if room.valid_on(local_day(whole.start)))
        return union(window for whole in days for window in room.open_in((whole,)))

    def _without_rooms(self, site: str) -> Intervals:
        """The days on which a place has no room, so that meetings are at the place itself."""
        rooms = self._rooms.get(site, ())
        return union(whole for whole in self._days() if not any(r.valid_on(local_day(whole.start)) for r in rooms))

    def _days(self) -> Iterator[Interval]:
        for number in range((self._stored.last - self._stored.first).days + 1):
            day: date = self._stored.first + number * _DAY
            yield Interval(midnight(day), midnight(day + _DAY))


def _key_of(room_id: str) -> str:
    # No place is compared with capitals in it.
    return f"ROOM {room_id}"
