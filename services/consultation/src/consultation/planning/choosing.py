"""Which contact of a role takes part: a free contact, a deputy last, then the fewest meetings that week."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from consultation.domain.intervals import Interval, Intervals, intersection, subtraction
from consultation.domain.school_time import SchoolTime
from consultation.domain.wanted import Participant, Slot, Wanted
from consultation.planning.agenda import Agenda
from consultation.planning.diary import Diary
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

    def free_on(self, day: date, school_time: SchoolTime) -> Intervals:
        """The part of the school's hours on that day in which another meeting fits into their diary."""
        if day not in self.there:
            self.there[day] = self.diary.contact.availability.within(school_time.hours_on(day))
        return self.diary.left_on(day, self.there[day])

    def preference(self, day: date, preferred: str | None) -> tuple[bool, int, int, str]:
        """The smallest is asked first for a meeting on this day; the case is that of the contact `preferred`."""
        return (self.contact_id != preferred, self.rank, self.diary.agenda.in_week_of(day), self.contact_id)


def candidates(wanted: Wanted, everyone: Sequence[Diary]) -> list[Candidate]:
    """Everyone with a role that is wanted who is a contact of the school, or stands in for such a contact."""
    directory = {diary.contact.contact_id: diary.contact for diary in everyone}
    wanted_diaries = (diary for diary in everyone if diary.contact.role in wanted.roles)
    lines = ((diary, line_of(diary.contact, wanted.school, directory)) for diary in wanted_diaries)
    return [Candidate(diary, len(line) - 1) for diary, line in lines if line is not None]


class Team:
    """Everyone who could take part in meetings with these roles at this school, and the plans made of their days."""

    def __init__(self, wanted: Wanted, everyone: Sequence[Diary]) -> None:
        self.required_roles = wanted.required_roles
        self.people = candidates(wanted, everyone)
        self.plans: dict[date, DayPlan] = {}


class DayPlan:
    """Who of a team is free when on one day, within these hours of the school and while the place is free."""

    def __init__(self, team: Team, day: date, *, hours: Intervals, place: Agenda, school_time: SchoolTime) -> None:
        self._day = day
        self._school_time = school_time
        self._required_roles = team.required_roles
        windows = _long_enough(subtraction(hours, place.on(day)), school_time)
        # Where the place has no time left, nobody's diary matters.
        people = team.people if windows else ()
        self._seen = [(agenda, agenda.on(day)) for agenda in (place, *(person.diary.agenda for person in people))]
        self._free = [
            (person, _long_enough(intersection(person.free_on(day, school_time), windows), school_time))
            for person in people
        ]

    @property
    def still_holds(self) -> bool:
        """Whether neither the place nor anybody got or lost a meeting on that day since."""
        return all(agenda.on(self._day) is times for agenda, times in self._seen)

    @cached_property
    def first_time(self) -> Interval | None:
        """The first time at which every required role has somebody; None if there is none that day.

        It begins where somebody required becomes free.
        """
        free = [
            [interval for person, intervals in self._free if person.role is role for interval in intervals]
            for role in self._required_roles
        ]
        if not all(free):
            return None
        begins = {self._school_time.first_start(interval) for intervals in free for interval in intervals}
        times = (self._school_time.slot_from(begin) for begin in sorted(begins))
        return next((time for time in times if all(_any_contains(intervals, time) for intervals in free)), None)

    def meeting_at(self, time: Interval, wanted: Wanted) -> Slot | None:
        """The slot at this time with its participants; None if a required role can't."""
        required = [self._choose(role, time, wanted) for role in wanted.required_roles]
        if None in required:
            return None
        optional = [self._choose(role, time, wanted) for role in wanted.optional_roles]
        chosen = [(candidate, True) for candidate in required] + [(candidate, False) for candidate in optional]
        return Slot(time, tuple(Participant(c.contact_id, c.role, needed) for c, needed in chosen if c))

    def _choose(self, role: Role, time: Interval, wanted: Wanted) -> Candidate | None:
        can = (
            candidate
            for candidate, intervals in self._free
            if candidate.role is role and _any_contains(intervals, time)
        )
        return min(can, key=lambda candidate: candidate.preference(self._day, wanted.preferred), default=None)


def _any_contains(intervals: Sequence[Interval], time: Interval) -> bool:
    return any(interval.contains(time) for interval in intervals)


def _long_enough(intervals: Intervals, school_time: SchoolTime) -> Intervals:
    return tuple(interval for interval in intervals if interval.end - interval.start >= school_time.length)
