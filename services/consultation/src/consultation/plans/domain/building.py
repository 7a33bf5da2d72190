"""From what is stored of a term to the problem that the planner of a term is asked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from consultation.domain.intervals import Interval
from consultation.domain.local_time import local_day
from consultation.domain.urgency import Meets, Urgency
from consultation.meetings.domain.meeting import Meeting
from consultation.meetings.domain.standing import Standing, standing_of
from consultation.planning.term.problem import TermCase, TermMeeting, TermProblem, Travel
from consultation.plans.domain.meetings_to_place import MeetingsToPlace
from consultation.plans.domain.people import People
from consultation.plans.domain.places_of_term import PlacesOfTerm
from consultation.plans.domain.sessions_to_place import SessionsToPlace
from consultation.plans.domain.stored_term import StoredTerm
from consultation.plans.domain.term_asked import HOLD_BY_PASSED, NewSession, TermAsked

_MINUTE = timedelta(minutes=1)


def asked_of(stored: StoredTerm) -> TermAsked:
    """The problem of a term.

    1. Cases that wait get a time, or a place on an agenda. A withdrawal that is proposed is waited for.
    2. Sessions by the rhythm that nobody fixed yet get their people, at the first time at which they can be.
    3. Sessions that are fixed stay, and take cases while their agendas were not told.
    4. Single meetings that have a time can move; everybody was invited to those.
    5. Everything else that is booked stays as it is.
    """
    building = _Building(stored)
    building.add_sessions()
    building.add_standing()
    building.add_waiting()
    return building.asked()


@dataclass
class _Session:
    """A session that takes cases: its schools, its kind, its time."""

    key: str
    schools: Sequence[str]
    meeting_type: str
    time: Interval


@dataclass
class _Building:
    stored: StoredTerm
    meetings: dict[str, Meeting] = field(default_factory=dict)
    new: dict[str, NewSession] = field(default_factory=dict)
    to_place: list[TermMeeting] = field(default_factory=list)
    cases: list[TermCase] = field(default_factory=list)
    sessions: list[_Session] = field(default_factory=list)
    out: dict[str, tuple[str, ...]] = field(default_factory=dict)
    needs_notice: set[str] = field(default_factory=set)
    moving: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.people = People(self.stored)
        self.places = PlacesOfTerm(self.stored)
        self.own = MeetingsToPlace(self.stored, self.people, self.places)

    def add_sessions(self) -> None:
        placing = SessionsToPlace(self.stored, self.people, self.places)
        for meeting in self.stored.booked:
            if asked := placing.fixed(meeting):
                self._add_stored(meeting, asked)
                self.sessions.append(_Session(asked.key, meeting.schools, meeting.meeting_type, asked.times[0]))
        for session, asked in placing.new():
            self.new[asked.key] = session
            self.to_place.append(asked)
            details = session.series.details
            if asked.times:
                self.sessions.append(_Session(asked.key, details.schools, details.meeting_type, asked.times[0]))

    def add_standing(self) -> None:
        for meeting in self.stored.booked:
            if asked := self.own.standing(meeting):
                self._add_stored(meeting, asked)
                self.moving.add(asked.key)
                self.cases.append(self._case(meeting, asked.length, sessions=()))

    def add_waiting(self) -> None:
        for meeting in self.stored.waiting:
            wanted, key = meeting.wanted, str(meeting.meeting_id)
            if meeting.case_ids and standing_of(meeting.case_ids, self.stored.cases) is not Standing.OPEN:
                continue
            if wanted.not_before > self.stored.last:
                continue
            if wanted.hold_by < self.stored.first:
                self.meetings[key], self.out[key] = meeting, (HOLD_BY_PASSED,)
                continue
            asked = self.own.waiting(meeting)
            if not asked.times and self.own.times(meeting, self.stored.now):
                self.needs_notice.add(key)
            self._add_stored(meeting, asked)
            urgency = self._urgency(meeting)
            sessions = tuple(self._sessions_for(meeting)) if urgency else ()
            length = urgency.minutes * _MINUTE if urgency else asked.length
            self.cases.append(self._case(meeting, length, sessions=sessions))

    def asked(self) -> TermAsked:
        stored = self.stored
        staying = [meeting for meeting in stored.booked if str(meeting.meeting_id) not in self.moving]
        seats = (seat for meeting in self.to_place for seat in meeting.seats)
        rooms = sorted({key for meeting in self.to_place for key in meeting.rooms})
        planning = stored.rules.planning
        problem = TermProblem(
            people=tuple(self.people.persons(seats, staying)),
            rooms=tuple(self.places.term_rooms(rooms, staying)),
            meetings=tuple(self.to_place),
            cases=tuple(self.cases),
            travel=Travel(minutes=planning.travel // _MINUTE),
            weights=planning.term_weights,
            step=stored.rules.step,
        )
        return TermAsked(
            problem=problem,
            meetings=self.meetings,
            sessions=self.new,
            rooms=self.places.booked_rooms,
            out=self.out,
            needs_notice=frozenset(self.needs_notice),
        )

    def _add_stored(self, meeting: Meeting, asked: TermMeeting) -> None:
        self.meetings[asked.key] = meeting
        self.to_place.append(asked)

    def _case(self, meeting: Meeting, length: timedelta, *, sessions: tuple[str, ...]) -> TermCase:
        return TermCase(
            key=str(meeting.meeting_id),
            not_before=max(meeting.wanted.not_before, self.stored.first),
            hold_by=min(meeting.wanted.hold_by, self.stored.last),
            minutes=length,
            sessions=sessions,
            ad_hoc=str(meeting.meeting_id),
            in_rhythm=bool(sessions),
        )

    def _urgency(self, meeting: Meeting) -> Urgency | None:
        """What was agreed on for the case of a meeting, if it waits for sessions."""
        case = self.stored.cases.get(meeting.case_ids[0]) if len(meeting.case_ids) == 1 else None
        agreed = self.stored.agendas.of(case.case_type, case.rule, case.level) if case else None
        return agreed[1] if agreed and agreed[1].meets is Meets.SESSION else None

    def _sessions_for(self, meeting: Meeting) -> Iterator[str]:
        wanted = meeting.wanted
        for session in self.sessions:
            suits = wanted.school in session.schools and session.meeting_type == meeting.meeting_type
            if suits and wanted.not_before <= local_day(session.time.start) <= wanted.hold_by:
                yield session.key
