"""Which contact of a role takes part: a free contact, a deputy last, then the fewest meetings that week."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from consultation.domain.intervals import Interval, Intervals, intersection
from consultation.domain.local_time import midnight
from consultation.domain.planning_rules import AS_THEY_ARE_FREE, PlanningRules
from consultation.domain.school_time import SchoolTime
from consultation.domain.wanted import BookedRoom, Participant, Slot, Wanted
from consultation.planning.diary import Diary
from consultation.planning.venue import Venue, together
from shared.domain.deputies import line_of
from shared.domain.roles import Role


@dataclass(frozen=True, slots=True)
class Candidate:
    """A contact who could take part.

    `rank` is how far they stand back: 0 for who is nobody's deputy, 1 for a deputy, 2 for a deputy's deputy. `there`
    is when they are there on the days that were looked at, in the school's hours and whatever meetings they have.
    """

    diary: Diary
    rank: int
    there: dict[date, Intervals] = field(default_factory=dict)

    @property
    def role(self) -> Role:
        return self.diary.contact.role

    @property
    def contact_id(self) -> str:
        return self.diary.contact.contact_id

    def free_on(self, day: date, school_time: SchoolTime, *, at: str | None, rules: PlanningRules) -> Intervals:
        """The part of the school's hours on that day in which another meeting at a place fits into their diary."""
        if day not in self.there:
            self.there[day] = self.diary.contact.availability.within(school_time.hours_on(day))
        return self.diary.left_on(day, self.there[day], at=at, rules=rules)

    def preference(self, day: date, wanted: Wanted) -> tuple[bool, int, int, str]:
        """The smallest is asked first for a meeting on this day."""
        return (not wanted.prefers(self.contact_id), self.rank, self.diary.agenda.in_week_of(day), self.contact_id)


def candidates(wanted: Wanted, everyone: Sequence[Diary]) -> list[Candidate]:
    """Everyone with a role that is wanted who is a contact of the school, or stands in for such a contact."""
    directory = {diary.contact.contact_id: diary.contact for diary in everyone}
    wanted_diaries = (diary for diary in everyone if diary.contact.role in wanted.roles)
    lines = ((diary, line_of(diary.contact, wanted.school, directory)) for diary in wanted_diaries)
    return [Candidate(diary, len(line) - 1) for diary, line in lines if line is not None]


class Team:
    """Everyone who could take part in meetings with these roles at this school, and the plans made of their days.

    The meetings are at the place `at`, as it is compared.
    """

    def __init__(
        self,
        wanted: Wanted,
        everyone: Sequence[Diary],
        *,
        at: str | None = None,
        rules: PlanningRules = AS_THEY_ARE_FREE,
    ) -> None:
        self.required_roles = wanted.required_roles
        self.optional_roles = wanted.optional_roles
        self.at = at
        self.rules = rules
        self.people = [
            person
            for person in candidates(wanted, everyone)
            if not wanted.names(person.contact_id) and (not person.rank or person.role not in rules.in_person)
        ]
        by_id = {diary.contact.contact_id: diary for diary in everyone} if wanted.named else {}
        self.named = [
            (person, Candidate(by_id[person.contact_id], 0)) for person in wanted.named if person.contact_id in by_id
        ]
        self.fewest = len(wanted.required_roles) + sum(person.required for person in wanted.named)
        self.plans: dict[date, DayPlan] = {}


class DayPlan:
    """Who of a team is free when on one day, within these hours of the school and while the place has room."""

    def __init__(self, team: Team, day: date, *, hours: Intervals, venue: Venue, school_time: SchoolTime) -> None:
        self._day = day
        self._school_time = school_time
        self._required_roles = team.required_roles
        self._optional_roles = team.optional_roles
        self._venue = venue
        self._has_rooms = venue.has_rooms_on(day)
        self._windows = venue.free_on(day, hours, people=team.fewest)
        windows = _long_enough(together(self._windows), school_time)
        # Where the place has no time left, nobody's diary matters.
        people = team.people if windows else ()
        named = team.named if windows else ()
        agendas = (
            *venue.agendas_on(day),
            *(person.diary.agenda for person in (*people, *(by_name for _, by_name in named))),
        )
        self._seen = [(agenda, agenda.on(day)) for agenda in agendas]
        self._free = [
            (person, _long_enough(intersection(free, windows), school_time))
            for person in people
            if (free := person.free_on(day, school_time, at=team.at, rules=team.rules))
        ]
        self._of_role: dict[Role, list[tuple[Candidate, Intervals]]] = {}
        for person, intervals in self._free:
            self._of_role.setdefault(person.role, []).append((person, intervals))
        self._named = [
            (
                person,
                _long_enough(
                    intersection(by_name.free_on(day, school_time, at=team.at, rules=team.rules), windows), school_time
                ),
            )
            for person, by_name in named
        ]
        self._fewest = team.fewest

    @property
    def still_holds(self) -> bool:
        """Whether neither the place nor anybody got or lost a meeting on that day since."""
        return all(agenda.on(self._day) is times for agenda, times in self._seen)

    @cached_property
    def first_time(self) -> Interval | None:
        """The first time at which every required role has somebody; None if there is none that day.

        It begins where somebody required, or a room, becomes free.
        """
        return next(self._times(self._begins()), None)

    @cached_property
    def times(self) -> Intervals:
        """Times worth a look at which every required role has somebody, the first time among them.

        They begin where somebody becomes free, and one after the other from there.
        """
        begins, length = self._begins(everybody=True), self._school_time.length
        free = [interval for _, intervals in (*self._free, *self._named) for interval in intervals]
        last = max((interval.end for interval in free), default=midnight(self._day))
        following = (begin + n * length for begin in begins for n in range(1, int((last - begin) / length)))
        return tuple(self._times(begins | {self._school_time.first_start_at(begin) for begin in following}))

    def _begins(self, *, everybody: bool = False) -> set[datetime]:
        people = (intervals for person, intervals in self._free if everybody or person.role in self._required_roles)
        named = (intervals for person, intervals in self._named if everybody or person.required)
        rooms = self._windows if self._has_rooms else ()
        free = (*people, *named, *rooms)
        return {self._school_time.first_start(interval) for intervals in free for interval in intervals}

    def _times(self, begins: Iterable[datetime]) -> Iterator[Interval]:
        free = [
            [interval for _, intervals in self._of_role.get(role, ()) for interval in intervals]
            for role in self._required_roles
        ]
        free += [list(intervals) for person, intervals in self._named if person.required]
        if free and all(free):
            times = (self._school_time.slot_from(begin) for begin in sorted(begins))
            can = (time for time in times if all(_any_contains(intervals, time) for intervals in free))
            yield from (time for time in can if not self._has_rooms or self._room_at(time))

    def _room_at(self, time: Interval) -> BookedRoom | None:
        """The room for everybody who comes at this time."""
        free = {person.role for person, intervals in self._free if _any_contains(intervals, time)}
        optional = len(free.intersection(self._optional_roles)) + sum(
            not person.required for person in self._by_name(time)
        )
        return self._venue.room_at(time, people=self._fewest + optional)

    def _by_name(self, time: Interval) -> list[Participant]:
        """Who takes part by name, and can at this time."""
        return [person for person, intervals in self._named if _any_contains(intervals, time)]

    def meeting_at(self, time: Interval, wanted: Wanted) -> Slot | None:
        """The slot at this time with its participants and room; None if a required role can't, or no room is free."""
        seated = self.seated(time, wanted)
        return None if seated is None else self.slot_with(seated, time, wanted)

    def slot_with(self, seated: Sequence[Candidate | None], time: Interval, wanted: Wanted) -> Slot | None:
        """The slot at this time of those who are `seated` or named, with its room.

        None if somebody can't who is named and required, or no room is free.
        """
        by_name = self._by_name(time)
        if len(wanted.required_roles) + sum(person.required for person in by_name) < self._fewest:
            return None
        room = self._room_at(time) if self._has_rooms else None
        if self._has_rooms and room is None:
            return None
        required = len(wanted.required_roles)
        people = (Participant(c.contact_id, c.role, place < required) for place, c in enumerate(seated) if c)
        return Slot(time, tuple(sorted((*people, *by_name), key=lambda person: not person.required)), room)

    def seated(self, time: Interval, wanted: Wanted) -> tuple[Candidate | None, ...] | None:
        """Who takes part at this time by role, None for an optional role that can't; None if a required role can't."""
        required = [self._choose(role, time, wanted) for role in wanted.required_roles]
        if None in required:
            return None
        return (*required, *(self._choose(role, time, wanted) for role in wanted.optional_roles))

    def _choose(self, role: Role, time: Interval, wanted: Wanted) -> Candidate | None:
        can = (candidate for candidate, intervals in self._of_role.get(role, ()) if _any_contains(intervals, time))
        return min(can, key=lambda candidate: candidate.preference(self._day, wanted), default=None)


def _any_contains(intervals: Sequence[Interval], time: Interval) -> bool:
    return any(interval.contains(time) for interval in intervals)


def _long_enough(intervals: Intervals, school_time: SchoolTime) -> Intervals:
    return tuple(interval for interval in intervals if interval.end - interval.start >= school_time.length)
