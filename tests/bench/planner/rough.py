"""Small terms with everything that makes planning awkward: part days, bookings, limits, deputies, small rooms."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from consultation.domain.intervals import Interval, Intervals, union
from consultation.domain.local_time import local_day
from consultation.planning.term.problem import Booked, Seat, TermMeeting, TermPerson, TermPlan, TermProblem, TermRoom
from shared.domain.roles import Role

from .terms import Municipality, Size

ROUGH = Size(
    schools=3, counsellors=6, clb=2, coaches=2, caseworkers=3, cases=14, series=2, sessions=2, weeks=3,
    first=date(2026, 10, 12),
)  # fmt: skip
_STEP = timedelta(minutes=5)


def rough(seed: int) -> TermProblem:
    """A term of three weeks over the end of summer time, with the autumn break behind it."""
    random = Random(seed)
    town = Municipality(ROUGH, random)
    days = sorted({local_day(window.start) for window in town.windows})
    meetings = [
        _with_deputy(town.session(series, number, random.choice(town.workers)), random)
        for series in range(ROUGH.series)
        for number in range(ROUGH.sessions)
    ]
    cases = []
    for number in range(ROUGH.cases):
        first, last = sorted(random.choices(days, k=2))
        case, meeting = town.case(number, random.choice(town.schools), random.choice(town.workers), (first, last))
        cases.append(replace(case, in_rhythm=random.random() < 0.5, weight=random.choice((1, 3))))
        rooms = (*meeting.rooms, "town-hall") if random.random() < 0.5 else meeting.rooms
        meetings.append(_with_deputy(replace(meeting, rooms=rooms), random))
    problem = town.problem(tuple(_person(p, town, random) for p in town.people({}, 0.7)), meetings, cases)
    rooms = tuple(replace(room, free=_holes(room.free, random)) for room in problem.rooms)
    small = TermRoom(place="town-hall", site="town-hall", free=tuple(town.windows), seats=random.choice((2, 4, None)))
    return replace(problem, rooms=(*rooms, small))


def standing(problem: TermProblem, plan: TermPlan, *, invited: bool) -> TermProblem:
    """The problem once the plan of it stands."""
    meetings = tuple(replace(m, stands=plan.bookings.get(m.key), invited=invited) for m in problem.meetings)
    return replace(problem, meetings=meetings)


def _with_deputy(meeting: TermMeeting, random: Random) -> TermMeeting:
    return replace(meeting, seats=tuple(_deputed(seat, random) for seat in meeting.seats))


def _deputed(seat: Seat, random: Random) -> Seat:
    if seat.role is Role.COUNSELLOR and random.random() < 0.5:
        return replace(seat, deputies=frozenset(seat.candidates[1:]))
    return seat


def _person(person: TermPerson, town: Municipality, random: Random) -> TermPerson:
    booked = tuple(_booking(town, random) for _ in range(random.choice((0, 0, 1, 3))))
    apart = tuple(b for n, b in enumerate(booked) if all(b.time.start != other.time.start for other in booked[:n]))
    limit = random.choice((None, None, 2, 4))
    free, minutes = _holes(person.free, random), random.choice((None, None, 0, 45))
    return replace(person, free=free, booked=_possible(apart), most_a_day=limit, between_places=minutes)


def _possible(booked: tuple[Booked, ...]) -> tuple[Booked, ...]:
    """At most one a day, so that nobody had to be in two places before."""
    return tuple({local_day(meeting.time.start): meeting for meeting in booked}.values())


def _booking(town: Municipality, random: Random) -> Booked:
    window = random.choice(town.windows)
    begin = window.start + random.randrange(0, 24) * _STEP
    return Booked(Interval(begin, begin + timedelta(minutes=45)), random.choice((None, *town.schools)))


def _holes(windows: Intervals, random: Random) -> Intervals:
    """Some of these begin later or end sooner."""
    return union(
        Interval(
            window.start + random.choice((0, 0, 7, 60)) * _MINUTE, window.end - random.choice((0, 0, 45)) * _MINUTE
        )
        for window in windows
    )


_MINUTE = timedelta(minutes=1)
