"""The problem of a term in whole numbers: steps and days, and the numbers of people, rooms and meetings."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property

from consultation.domain.intervals import Interval, Intervals
from consultation.domain.local_time import BRUSSELS, local_day
from consultation.planning.term.problem import Booked, Seat, TermCase, TermMeeting, TermProblem
from consultation.planning.term.stretches import Stretches, common, shortened, without

NOBODY = -1
NOWHERE = -1
_MIDDAY = time(12, 30)
_EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of time on one day in which a meeting can lie, in steps: from `begin` up to `end`.

    `half` is the half day: twice the day, and one more after midday.
    """

    begin: int
    end: int
    half: int

    @property
    def day(self) -> int:
        return self.half // 2


@dataclass(frozen=True, slots=True)
class Chair:
    """A seat: who can take it, and the weights that each pays; `group` shares it fairly."""

    candidates: tuple[int, ...]
    costs: Mapping[int, tuple[str, ...]]
    required: bool
    group: int


@dataclass(frozen=True, slots=True)
class Placed:
    """A meeting that has a time: the step at which it begins, who sits in each of its seats, its room."""

    start: int
    seated: tuple[int, ...]
    room: int

    @property
    def people(self) -> tuple[int, ...]:
        """Who takes part."""
        return tuple(person for person in self.seated if person != NOBODY)


class Board:
    """A problem as the planner of a term looks at it. Whole numbers stand for steps since 1970, and for days."""

    def __init__(self, problem: TermProblem) -> None:
        self.problem = problem
        self._step = int(problem.step.total_seconds())
        self.person = {person.contact_id: number for number, person in enumerate(problem.people)}
        self.room = {room.place: number for number, room in enumerate(problem.rooms)}
        self.meeting = {meeting.key: number for number, meeting in enumerate(problem.meetings)}
        self._groups: dict[frozenset[int], int] = {}
        self.seats = [tuple(sorted(meeting.seats, key=_comes_late)) for meeting in problem.meetings]
        self.chairs = [tuple(self._chair(seat) for seat in seats) for seats in self.seats]
        self.length = [self.steps(meeting.length) for meeting in problem.meetings]
        self.rooms = [tuple(self._rooms_of(meeting)) for meeting in problem.meetings]
        self.own_case: dict[int, int] = {
            self.meeting[case.ad_hoc]: number for number, case in enumerate(problem.cases) if case.ad_hoc is not None
        }
        self.blocks = [tuple(self._blocks(number)) for number in range(len(problem.meetings))]
        self._free = [self._stretches(person.free) for person in problem.people]
        self._open = [self._stretches(room.free) for room in problem.rooms]
        self.minutes = [_minutes(case.minutes) for case in problem.cases]
        self.agenda = [_minutes(meeting.agenda) for meeting in problem.meetings]
        self.limits = [person.most_a_day for person in problem.people]
        self._booked = [[(*self.span(booked.time), booked.site) for booked in p.booked] for p in problem.people]
        self._starts: dict[tuple[int, int], Stretches] = {}
        self._starts_in: dict[tuple[int, int], Stretches] = {}
        self.booked_days = [_days_of(person.booked) for person in problem.people]
        self.stands = [self._standing(number) for number in range(len(problem.meetings))]

    @cached_property
    def groups(self) -> tuple[tuple[int, ...], ...]:
        """The people of each group, who share seats fairly."""
        return tuple(tuple(sorted(group)) for group in self._groups)

    def steps(self, length: timedelta) -> int:
        """A length in whole steps, rounded up."""
        return -int(-length.total_seconds() // self._step)

    def span(self, time: Interval) -> tuple[int, int]:
        """The steps that a time touches."""
        return int(time.start.timestamp() // self._step), -int(-time.end.timestamp() // self._step)

    def time(self, meeting: int, start: int) -> Interval:
        """The time of a meeting that begins at this step."""
        begin = datetime.fromtimestamp(start * self._step, UTC)
        return Interval(begin, begin + self.problem.meetings[meeting].length)

    def half_of(self, meeting: int, start: int) -> int | None:
        """The half day on which a meeting that begins at this step is; None if it can't begin then."""
        return next((block.half for block in self.blocks[meeting] if block.begin <= start < block.end), None)

    def day_of(self, meeting: int, start: int) -> int:
        """The day on which a meeting that begins at this step is."""
        half = self.half_of(meeting, start)
        assert half is not None, "meetings are placed in their blocks only"
        return half // 2

    def site(self, meeting: int, room: int) -> str | None:
        """Where a meeting is that is in this room."""
        return self.problem.meetings[meeting].site if room == NOWHERE else self.problem.rooms[room].site

    def sites(self, meeting: int) -> set[str | None]:
        """Where a meeting may be."""
        return {self.site(meeting, room) for room in self.rooms[meeting] or (NOWHERE,)}

    def starts(self, meeting: int, person: int) -> Stretches:
        """The steps at which a meeting can begin so that somebody can be there, as far as this plan does not decide."""
        key = meeting, person
        if key not in self._starts:
            there = common(_spans(self.blocks[meeting]), self._free[person])
            taken = [self._away(person, booked, meeting) for booked in self._booked[person]]
            self._starts[key] = shortened(without(there, taken), self.length[meeting])
        return self._starts[key]

    def starts_in(self, meeting: int, room: int) -> Stretches:
        """The steps at which a meeting can begin in a room."""
        if (meeting, room) not in self._starts_in:
            spans = _spans(self.blocks[meeting])
            open_ = spans if room == NOWHERE else common(spans, self._open[room])
            self._starts_in[meeting, room] = shortened(open_, self.length[meeting])
        return self._starts_in[meeting, room]

    def open_on(self, meeting: int, half: int) -> Iterator[tuple[int, int]]:
        """The rooms of a meeting, and for how many steps each is free on a half day when it can be."""
        spans = tuple((block.begin, block.end) for block in self.blocks[meeting] if block.half == half)
        for room in self.rooms[meeting]:
            yield room, sum(end - begin for begin, end in common(spans, self._open[room]))

    def travel(self, person: int, site: str | None, other: str | None) -> int:
        """Steps that it takes somebody to get from a site to another site."""
        minutes = self.problem.travel.from_to(site, other)
        own = self.problem.people[person].between_places
        if own is not None and None not in (site, other) and site != other:
            minutes = own
        return self.steps(timedelta(minutes=minutes))

    def waited(self, case: TermCase, day: int) -> int:
        """Working days from the first day of a case until this day; a case waits no less than none."""
        return max(0, working_days(case.not_before.toordinal() - _EPOCH, day))

    def fits(self, case: TermCase, day: int) -> bool:
        """Whether a case can be seen on this day."""
        return case.not_before.toordinal() - _EPOCH <= day <= case.hold_by.toordinal() - _EPOCH

    def own_meetings(self, cases: Iterable[int]) -> frozenset[int]:
        """The meetings of their own that these cases can have."""
        asked = (self.problem.cases[case].ad_hoc for case in cases)
        return frozenset(self.meeting[key] for key in asked if key is not None)

    def is_out_of_rhythm(self, meeting: int) -> bool:
        """Whether this is the meeting of its own of a case that should wait for a session."""
        return meeting in self.own_case and self.problem.cases[self.own_case[meeting]].in_rhythm

    def goes(self, person: int, day: int, site: str) -> bool:
        """Whether it takes a trip to bring somebody to this site on this day."""
        return self.problem.people[person].base != site and site not in self.booked_days[person].get(day, ())

    def _away(self, person: int, booked: tuple[int, int, str | None], meeting: int) -> tuple[int, int]:
        begin, end, site = booked
        travel = max(self.travel(person, site, other) for other in self.sites(meeting))
        return begin - travel, end + travel

    def _stretches(self, times: Intervals) -> Stretches:
        return tuple((-int(-t.start.timestamp() // self._step), int(t.end.timestamp() // self._step)) for t in times)

    def _blocks(self, meeting: int) -> Iterator[Block]:
        asked = self.problem.meetings[meeting]
        if asked.rooms and not self.rooms[meeting]:
            return
        case = self.problem.cases[self.own_case[meeting]] if meeting in self.own_case else None
        for window in asked.times:
            half = _half(window.start)
            ((begin, end),) = self._stretches((window,))
            if end - begin >= self.length[meeting] and (case is None or self.fits(case, half // 2)):
                yield Block(begin, end, half)

    def _rooms_of(self, meeting: TermMeeting) -> Iterator[int]:
        for place in meeting.rooms:
            seats = self.problem.rooms[self.room[place]].seats
            if seats is None or seats >= len(meeting.seats):
                yield self.room[place]

    def _chair(self, seat: Seat) -> Chair:
        sharing = frozenset(self.person[other] for other in seat.candidates if other not in seat.deputies)
        return Chair(
            candidates=tuple(self.person[contact_id] for contact_id in seat.candidates),
            costs={self.person[contact_id]: tuple(_costs(seat, contact_id)) for contact_id in seat.candidates},
            required=seat.required,
            group=self._groups.setdefault(sharing, len(self._groups)),
        )

    def _standing(self, meeting: int) -> Placed | None:
        booking = self.problem.meetings[meeting].stands
        if booking is None:
            return None
        contacts = {participant.contact_id for participant in booking.slot.participants}
        seated: list[int] = []
        for seat in self.seats[meeting]:
            here = (self.person[c] for c in seat.candidates if c in contacts)
            seated.append(next((person for person in here if person not in seated), NOBODY))
        room = NOWHERE if booking.place is None else self.room[booking.place]
        return Placed(self.span(booking.slot.time)[0], tuple(seated), room)


def _minutes(length: timedelta | None) -> int:
    return int(length.total_seconds()) // 60 if length else 0


def _comes_late(seat: Seat) -> bool:
    return not seat.required


def _costs(seat: Seat, contact_id: str) -> Iterator[str]:
    if contact_id in seat.deputies:
        yield "deputy"
    if seat.preferred not in (None, contact_id):
        yield "other"


def day_number(day: date) -> int:
    """A day as a whole number."""
    return day.toordinal() - _EPOCH


def _half(moment: datetime) -> int:
    return day_number(local_day(moment)) * 2 + (moment.astimezone(BRUSSELS).time() >= _MIDDAY)


def working_days(first: int, day: int) -> int:
    """Days from Monday to Friday after the first day, up to and with this day; below 0 if it is before."""
    return _weekdays_until(day) - _weekdays_until(first)


def _weekdays_until(day: int) -> int:
    # Day 4 was a Monday.
    weeks, weekday = divmod(day - 4, 7)
    return weeks * 5 + min(weekday + 1, 5)


def _spans(blocks: Iterable[Block]) -> Stretches:
    return tuple((block.begin, block.end) for block in blocks)


def _days_of(booked: Iterable[Booked]) -> dict[int, list[str | None]]:
    sites: dict[int, list[str | None]] = {}
    for meeting in booked:
        sites.setdefault(day_number(local_day(meeting.time.start)), []).append(meeting.site)
    return sites
