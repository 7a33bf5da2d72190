"""Terms to plan that are made up: some with a plan that is as good as can be by construction."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from random import Random

from consultation.domain.intervals import Interval
from consultation.domain.local_time import local_day, moment
from consultation.planning.term.problem import (
    Seat,
    TermBooking,
    TermCase,
    TermMeeting,
    TermPerson,
    TermProblem,
    TermRoom,
    Travel,
)
from shared.domain.flemish_calendar import flemish_calendar
from shared.domain.half_days import HalfDay
from shared.domain.roles import Role
from shared.domain.school_year import SchoolYear

MEETING, ON_AGENDA, SESSION = timedelta(minutes=45), timedelta(minutes=15), timedelta(minutes=120)
TRAVEL = Travel(minutes=20)
_DAY = timedelta(days=1)
_HOURS = {HalfDay.AM: (time(8, 30), time(12)), HalfDay.PM: (time(13), time(16))}
_MOST_A_DAY = 6


@dataclass(frozen=True, kw_only=True)
class Size:
    """How much there is in a term."""

    schools: int = 20
    counsellors: int = 60
    clb: int = 8
    coaches: int = 3
    caseworkers: int = 6
    cases: int = 500
    series: int = 10
    sessions: int = 4
    """Sessions of each series."""
    first: date = date(2026, 9, 7)
    weeks: int = 15


SMALL = Size(schools=4, counsellors=8, clb=2, coaches=1, caseworkers=2, cases=40, series=2, sessions=2, weeks=5)


@dataclass(frozen=True)
class Planted:
    """A problem and a plan of it: where each meeting is, and in which meeting each case is seen."""

    problem: TermProblem
    bookings: dict[str, TermBooking]
    agenda: dict[str, str]


def half_days(size: Size) -> list[Interval]:
    """The hours of meetings on half days with lessons, of all weeks."""
    windows = []
    for number in range(size.weeks * 7):
        day = size.first + number * _DAY
        for half in flemish_calendar(SchoolYear.of(day)).half_days_on(day):
            begin, end = _HOURS[half]
            windows.append(Interval(moment(day, begin), moment(day, end)))
    return sorted(windows)


@dataclass
class Municipality:
    """Who is where: contacts by role, a room at each school, the CLB contacts who serve it."""

    size: Size
    random: Random
    windows: list[Interval] = field(init=False)

    def __post_init__(self) -> None:
        self.windows = half_days(self.size)
        self.schools = [f"{125001 + number}" for number in range(self.size.schools)]
        per_school = self.size.counsellors // self.size.schools
        self.counsellors = {
            school: [f"counsellor-{school}-{number}" for number in range(per_school)] for school in self.schools
        }
        self.clb = {school: f"clb-{number % self.size.clb}" for number, school in enumerate(self.schools)}
        self.coaches = [f"coach-{number}" for number in range(self.size.coaches)]
        self.workers = [f"worker-{number}" for number in range(self.size.caseworkers)]

    @property
    def everybody(self) -> list[str]:
        counsellors = [contact for contacts in self.counsellors.values() for contact in contacts]
        return [*counsellors, *sorted(set(self.clb.values())), *self.coaches, *self.workers]

    def clusters(self) -> list[list[str]]:
        """The schools of each series."""
        return [self.schools[number :: self.size.series] for number in range(self.size.series)]

    def spans(self) -> list[list[Interval]]:
        """The half days among which each session of a series is."""
        share = len(self.windows) // self.size.sessions
        return [self.windows[number * share : (number + 1) * share] for number in range(self.size.sessions)]

    def seats(self, schools: Sequence[str], worker: str) -> tuple[Seat, ...]:
        """A counsellor of each school and a caseworker, with the CLB and a coach if they can."""
        counsellors = [Seat(role=Role.COUNSELLOR, candidates=tuple(self.counsellors[school])) for school in schools]
        return (
            *counsellors,
            Seat(role=Role.CASEWORKER, candidates=tuple(self.workers), preferred=worker),
            Seat(role=Role.CLB, candidates=(self.clb[schools[0]],), required=False),
            Seat(role=Role.YOUTH_COACH, candidates=tuple(self.coaches), required=False),
        )

    def session(self, series: int, number: int, worker: str) -> TermMeeting:
        schools = self.clusters()[series]
        return TermMeeting(
            key=f"session-{series}-{number}",
            seats=self.seats(schools, worker),
            length=SESSION,
            times=tuple(self.spans()[number]),
            rooms=(f"room-{schools[0]}",),
            agenda=SESSION,
        )

    def case(self, number: int, school: str, worker: str, days: tuple[date, date]) -> tuple[TermCase, TermMeeting]:
        """A case of a school, and the meeting of its own that it can have."""
        series = next(number for number, schools in enumerate(self.clusters()) if school in schools)
        meeting = TermMeeting(
            key=f"meeting-{number}",
            seats=self.seats([school], worker),
            length=MEETING,
            times=tuple(window for window in self.windows if days[0] <= local_day(window.start) <= days[1]),
            rooms=(f"room-{school}",),
        )
        case = TermCase(
            key=f"case-{number}",
            not_before=days[0],
            hold_by=days[1],
            minutes=ON_AGENDA,
            sessions=tuple(f"session-{series}-{session}" for session in range(self.size.sessions)),
            ad_hoc=meeting.key,
        )
        return case, meeting

    def people(self, there: dict[str, set[Interval]], share: float) -> tuple[TermPerson, ...]:
        """Everybody, there at these times and in a share of all half days."""
        return tuple(
            TermPerson(
                contact_id=contact,
                free=tuple(w for w in self.windows if w in there.get(contact, ()) or self.random.random() < share),
                most_a_day=_MOST_A_DAY if contact in self.workers else None,
                base=contact.split("-")[1] if contact.startswith("counsellor") else None,
            )
            for contact in self.everybody
        )

    def rooms(self) -> tuple[TermRoom, ...]:
        return tuple(TermRoom(place=f"room-{s}", site=s, free=tuple(self.windows)) for s in self.schools)

    def problem(
        self, people: tuple[TermPerson, ...], meetings: Iterable[TermMeeting], cases: Iterable[TermCase]
    ) -> TermProblem:
        return TermProblem(
            people=people, rooms=self.rooms(), meetings=tuple(meetings), cases=tuple(cases), travel=TRAVEL
        )


def later(day: date, working_days: int) -> date:
    """The day so many days from Monday to Friday later."""
    while working_days:
        day += _DAY
        working_days -= day.weekday() < 5
    return day


def generated(size: Size, seed: int, share: float = 0.5) -> TermProblem:
    """A term in which cases open on any day and people are there in a share of all half days."""
    random = Random(seed)
    town = Municipality(size, random)
    meetings = [
        town.session(series, number, town.workers[series % len(town.workers)])
        for series in range(size.series)
        for number in range(size.sessions)
    ]
    days = sorted({local_day(window.start) for window in town.windows})
    cases = []
    for number in range(size.cases):
        first, urgent = random.choice(days[:-10]), random.random() < 0.4
        case, meeting = town.case(
            number,
            random.choice(town.schools),
            random.choice(town.workers),
            (first, later(first, 10 if urgent else 20)),
        )
        cases.append(replace(case, weight=1 + urgent, in_rhythm=not urgent))
        meetings.append(meeting)
    return town.problem(town.people({}, share), meetings, cases)
