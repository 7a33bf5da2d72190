"""Terms with a plan that is planted: no case waits, nobody is missing, agendas are full, work is shared fairly."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from random import Random

from consultation.domain.intervals import Interval
from consultation.domain.local_time import local_day
from consultation.domain.wanted import Participant, Slot
from consultation.planning.term.problem import TermBooking, TermCase, TermMeeting

from .terms import MEETING, ON_AGENDA, SESSION, Municipality, Planted, Size, later

_ON_A_VISIT = 3  # cases of their own that are seen one after the other, with the same team


def planted(size: Size, seed: int, share: float = 0.4) -> Planted:
    """A term with its plan. People are there when it needs them, and in a share of all other half days."""
    return _Planting(Municipality(size, Random(seed))).grown(share)


@dataclass
class _Planting:
    town: Municipality
    there: dict[str, set[Interval]] = field(default_factory=dict)
    busy: set[tuple[str, object]] = field(default_factory=set)
    shares: Counter[str] = field(default_factory=Counter)
    bookings: dict[str, TermBooking] = field(default_factory=dict)
    agenda: dict[str, str] = field(default_factory=dict)
    meetings: list[TermMeeting] = field(default_factory=list)
    cases: list[TermCase] = field(default_factory=list)

    def grown(self, share: float) -> Planted:
        size = self.town.size
        for series in range(size.series):
            for number in range(size.sessions):
                self._session(series, number)
        while len(self.cases) < size.cases:
            self._visit(min(_ON_A_VISIT, size.cases - len(self.cases)))
        people = self.town.people(self.there, share)
        return Planted(self.town.problem(people, self.meetings, self.cases), self.bookings, self.agenda)

    def _session(self, series: int, number: int) -> None:
        schools = self.town.clusters()[series]
        window, team = self._somewhere(schools, self.town.spans()[number])
        session = self.town.session(series, number, worker=team[0])
        self.meetings.append(session)
        self._hold(session, schools, team, window=window, start=window.start)
        for place in range(SESSION // ON_AGENDA):
            self._case(schools[place % len(schools)], team[0], window, session.key)

    def _visit(self, cases: int) -> None:
        school = self.town.random.choice(self.town.schools)
        window, team = self._somewhere([school], self.town.windows)
        for number in range(cases):
            own = f"meeting-{len(self.cases)}"
            self._case(school, team[0], window, own)
            self._hold(self.meetings[-1], [school], team, window=window, start=window.start + number * MEETING)

    def _somewhere(self, schools: Sequence[str], windows: Sequence[Interval]) -> tuple[Interval, tuple[str, str, str]]:
        """A half day on which nothing is at the schools yet, and a team of those with the least to do."""
        for window in self.town.random.sample(windows, len(windows)):
            day = local_day(window.start)
            free = [
                [contact for contact in contacts if (contact, day) not in self.busy]
                for contacts in (self.town.workers, [self.town.clb[schools[0]]], self.town.coaches)
            ]
            if all(free) and not any((school, day) in self.busy for school in schools):
                worker, clb, coach = (min(contacts, key=lambda c: (self.shares[c], c)) for contacts in free)
                return window, (worker, clb, coach)
        raise AssertionError("the term is too short to plant so many meetings")

    def _case(self, school: str, worker: str, window: Interval, key: str) -> None:
        first = local_day(window.start)
        days = first, later(first, self.town.random.randint(3, 8))
        case, meeting = self.town.case(len(self.cases), school, worker, days)
        case = replace(case, in_rhythm=key.startswith("session"))
        self.cases.append(case)
        self.meetings.append(meeting)
        self.agenda[case.key] = key

    def _hold(
        self, meeting: TermMeeting, schools: Sequence[str], team: Sequence[str], *, window: Interval, start: datetime
    ) -> None:
        counsellors = [min(self.town.counsellors[s], key=lambda c: (self.shares[c], c)) for s in schools]
        seated = (*counsellors, *team)
        for contact in seated:
            self.shares[contact] += 1
            self.there.setdefault(contact, set()).add(window)
        self.busy.update((name, local_day(start)) for name in (*schools, *team))
        participants = tuple(
            Participant(contact, seat.role, seat.required) for contact, seat in zip(seated, meeting.seats, strict=True)
        )
        time = Interval(start, start + meeting.length)
        self.bookings[meeting.key] = TermBooking(slot=Slot(time, participants), place=f"room-{schools[0]}")
