"""A year of a municipality, planned anew each Monday with what stands, as cases open and people fall ill."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from consultation.domain.intervals import Interval, subtraction
from consultation.domain.local_time import local_day, midnight
from consultation.planning.term.problem import (
    TermBooking,
    TermCase,
    TermMeeting,
    TermPerson,
    TermPlan,
    TermProblem,
)

from .checking import breaches, points
from .terms import Municipality, Size, later

YEAR = Size(
    schools=12, counsellors=24, clb=3, coaches=2, caseworkers=3, cases=300, series=6, sessions=10, weeks=43,
    first=date(2026, 9, 7),
)  # fmt: skip
_WEEK = timedelta(days=7)
_AHEAD = timedelta(weeks=8)
"""How far ahead sessions are planned."""
_ILL = 3
"""How many people are away in each week, of which is known on its Monday."""

Planning = Callable[[TermProblem], TermPlan]


@dataclass(frozen=True)
class Year:
    """What happens in a year, whoever plans it: the whole problem, and who is away in which week."""

    problem: TermProblem
    mondays: tuple[date, ...]
    away: Mapping[date, tuple[str, ...]]


@dataclass
class Lived:
    """A year as it went: what was held, who was seen where; how often a meeting moved after people were invited."""

    year: Year
    held: dict[str, TermBooking] = field(default_factory=dict)
    seen: dict[str, str] = field(default_factory=dict)
    moves: int = 0
    broken: list[str] = field(default_factory=list)

    @property
    def share_in_time(self) -> float:
        """The share of the cases that were seen until their last days."""
        cases = {case.key: case for case in self.year.problem.cases}
        days = {key: local_day(self.held[meeting].slot.time.start) for key, meeting in self.seen.items()}
        return sum(cases[key].not_before <= day <= cases[key].hold_by for key, day in days.items()) / len(cases)

    @property
    def most_a_day(self) -> Mapping[str, int]:
        """The most meetings that anybody had on a day, by role."""
        days: Counter[tuple[str, str, date]] = Counter()
        for booking in self.held.values():
            for person in booking.slot.participants:
                days[str(person.role), person.contact_id, local_day(booking.slot.time.start)] += 1
        most: dict[str, int] = {}
        for (role, _, _), count in days.items():
            most[role] = max(count, most.get(role, 0))
        return most

    @property
    def paid(self) -> Mapping[str, int]:
        """What the year cost, by weight; moves as they happened."""
        problem = self.year.problem
        unseen = tuple(case.key for case in problem.cases if case.key not in self.seen)
        missing = tuple(m.key for m in problem.meetings if m.is_session and m.key not in self.held)
        names = problem.weights.__dataclass_fields__
        plan = TermPlan(
            bookings=self.held, agenda=self.seen, unseen=unseen, not_held=missing, paid=dict.fromkeys(names, 0), bound=0
        )
        return {**points(problem, plan), "moved_invited": self.moves * problem.weights.moved_invited}

    @property
    def trips(self) -> int:
        """How often somebody went to a site."""
        return self.paid["trip"] // self.year.problem.weights.trip


def year_of(seed: int, size: Size = YEAR) -> Year:
    """A year of a municipality that is made up."""
    random = Random(seed)
    town = Municipality(size, random)
    people = town.people({}, 0.6)
    meetings = [
        _in_rhythm(town.session(series, number, town.workers[series % len(town.workers)]), people, half=series * 2)
        for series in range(size.series)
        for number in range(size.sessions)
    ]
    days = sorted({local_day(window.start) for window in town.windows})
    cases: list[TermCase] = []
    for number in range(size.cases):
        first, urgent = random.choice(days[:-20]), random.random() < 0.4
        asked = first, later(first, 10 if urgent else 20)
        case, meeting = town.case(number, random.choice(town.schools), random.choice(town.workers), asked)
        cases.append(replace(case, weight=1 + urgent, in_rhythm=not urgent))
        meetings.append(meeting)
    mondays = tuple(size.first + number * _WEEK for number in range(size.weeks))
    away = {monday: tuple(random.sample(town.everybody, _ILL)) for monday in mondays}
    return Year(town.problem(people, meetings, cases), mondays, away)


def lived(year: Year, plan_of: Planning) -> Lived:
    """The year, planned like this each Monday: what has a time then was told to everybody."""
    life = _Life(year)
    for monday in year.mondays:
        life.plan(monday, plan_of)
    life.hold_until(year.mondays[-1] + _WEEK)
    return life.lived


class _Life:
    def __init__(self, year: Year) -> None:
        self.lived = Lived(year)
        self._problem = year.problem
        self._people = {person.contact_id: person for person in year.problem.people}
        self._standing: dict[str, TermBooking] = {}
        self._agenda: dict[str, str] = {}

    def plan(self, monday: date, plan_of: Planning) -> None:
        """What was to be until this Monday was held; the rest is planned with what is known now."""
        self.hold_until(monday)
        for contact_id in self.lived.year.away[monday]:
            self._people[contact_id] = _without_week(self._people[contact_id], monday)
        problem = self._known(monday)
        plan = plan_of(problem)
        self.lived.broken += [f"{monday}: {breach}" for breach in breaches(problem, plan)]
        self.lived.moves += sum(plan.bookings.get(key) != booking for key, booking in self._standing.items())
        self._standing, self._agenda = dict(plan.bookings), dict(plan.agenda)

    def hold_until(self, monday: date) -> None:
        """Meetings before this day are held, and their cases seen."""
        past = {key: b for key, b in self._standing.items() if b.slot.time.start < midnight(monday)}
        self.lived.held |= past
        self.lived.seen |= {case: meeting for case, meeting in self._agenda.items() if meeting in past}
        self._standing = {key: booking for key, booking in self._standing.items() if key not in past}

    def _known(self, monday: date) -> TermProblem:
        cases = tuple(self._cases(monday))
        own = {case.ad_hoc for case in cases}
        meetings = tuple(m for m in self._meetings(monday) if m.is_session or m.key in own)
        keys = {meeting.key for meeting in meetings}
        there = tuple(
            replace(
                case,
                sessions=tuple(key for key in case.sessions if key in keys),
                ad_hoc=case.ad_hoc if case.ad_hoc in keys else None,
            )
            for case in cases
        )
        return replace(self._problem, people=tuple(self._people.values()), meetings=meetings, cases=there)

    def _cases(self, monday: date) -> Iterator[TermCase]:
        for case in self._problem.cases:
            if case.key not in self.lived.seen and case.not_before <= monday <= case.hold_by:
                yield case

    def _meetings(self, monday: date) -> Iterator[TermMeeting]:
        begin = midnight(monday)
        for meeting in self._problem.meetings:
            times = tuple(window for window in meeting.times if window.start >= begin)
            is_near = bool(times) and local_day(times[0].start) <= monday + _AHEAD
            if meeting.key in self.lived.held or not is_near:
                continue
            stands = self._standing.get(meeting.key)
            yield replace(meeting, times=times, stands=stands, invited=stands is not None)


def _in_rhythm(session: TermMeeting, people: Sequence[TermPerson], *, half: int) -> TermMeeting:
    """A session at a time that people agreed on: the first from a half day on at which its table can be full."""
    there = {person.contact_id: person.free for person in people}
    required = [seat for seat in session.seats if seat.required]
    times = [Interval(window.start, window.start + session.length) for window in session.times[half:]]
    can = (
        time
        for time in times
        if all(any(free.contains(time) for c in seat.candidates for free in there[c]) for seat in required)
    )
    return replace(session, times=(next(can, times[0]),))


def _without_week(person: TermPerson, monday: date) -> TermPerson:
    return replace(person, free=subtraction(person.free, [Interval(midnight(monday), midnight(monday + _WEEK))]))
