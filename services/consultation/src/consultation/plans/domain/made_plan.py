"""A plan that was made of a term, and what came of booking it."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from uuid import UUID

from consultation.domain.wanted import Slot
from consultation.meetings.domain.meeting import Meeting
from consultation.planning.term.problem import TermBooking, TermPlan
from consultation.plans.domain.asked_plan import AskedPlan
from consultation.plans.domain.term_asked import NewSession, TermAsked


@dataclass(frozen=True, slots=True)
class NotPlaced:
    """A meeting that waits on, or a session that can't be held, with why."""

    what: Meeting | NewSession
    reasons: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class MadePlan:
    """A plan of a term as it was stored at `made_at`."""

    asked: AskedPlan
    term: TermAsked
    plan: TermPlan
    made_at: datetime

    @cached_property
    def fingerprint(self) -> str:
        """Tells plans apart: two that book the same have the same."""
        lines = sorted(
            [
                *(f"{key} {_written(booking)}" for key, booking in self.plan.bookings.items()),
                *(f"{case} in {meeting}" for case, meeting in self.plan.agenda.items()),
            ]
        )
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:32]

    @property
    def moves(self) -> Iterator[tuple[Meeting, Slot]]:
        """The meetings that get another time or other people."""
        for key, slot in self._single():
            meeting = self.term.meetings[key]
            if meeting.slot is not None and not _is_same(slot, meeting.slot):
                yield meeting, slot

    @property
    def first_times(self) -> Iterator[tuple[Meeting, Slot]]:
        """The meetings of their own that get a time."""
        for key, slot in self._single():
            meeting = self.term.meetings[key]
            if meeting.slot is None:
                yield meeting, slot

    @property
    def new_sessions(self) -> Iterator[tuple[NewSession, Slot]]:
        """The sessions that nobody fixed yet and that can be held, soonest first."""
        bookings = self.plan.bookings.items()
        sessions = ((self.term.sessions[k], self.term.slot(b)) for k, b in bookings if k in self.term.sessions)
        return iter(sorted(sessions, key=lambda session: (session[1].time, session[0].key)))

    @property
    def filled_sessions(self) -> Iterator[tuple[str, Meeting]]:
        """The sessions that are fixed and get cases on their agendas, with their keys."""
        for key in dict.fromkeys(meeting for _, meeting in self.seated):
            if key in self.term.meetings:
                yield key, self.term.meetings[key]

    @property
    def stays(self) -> int:
        """How many meetings and sessions that have a time stay as they are."""
        kept = sum(meeting.slot is not None for meeting in self.term.meetings.values())
        return kept - sum(1 for _ in self.moves) - sum(1 for _ in self.filled_sessions)

    @property
    def seated(self) -> Iterator[tuple[Meeting, str]]:
        """The meetings that wait whose cases come on an agenda, each with the key of the session."""
        for case, meeting in self.plan.agenda.items():
            if case != meeting:
                yield self.term.meetings[case], meeting

    @property
    def not_placed(self) -> Iterator[NotPlaced]:
        """What waits on, and sessions that can't be held."""
        for key, reasons in self.term.out.items():
            yield NotPlaced(self.term.meetings[key], reasons)
        for key in self.plan.unseen:
            yield NotPlaced(self.term.meetings[key], self.term.why(key, self.plan.why.get(key, ())))
        for key in self.plan.not_held:
            if key in self.term.sessions:
                yield NotPlaced(self.term.sessions[key], self.plan.why.get(key, ()))

    def on_agenda(self, key: str) -> tuple[UUID, ...]:
        """The cases that come on the agenda of this session."""
        return tuple(
            case_id
            for case, meeting in self.plan.agenda.items()
            if meeting == key and case != key
            for case_id in self.term.case_ids(case)
        )

    def _single(self) -> Iterator[tuple[str, Slot]]:
        bookings = self.plan.bookings.items()
        own = ((key, booking) for key, booking in bookings if key in self.term.meetings)
        single = ((k, self.term.slot(b)) for k, b in own if self.term.meetings[k].session is None)
        return iter(sorted(single, key=lambda booked: (booked[1].time, booked[0])))


class Outcome(StrEnum):
    """What came of a part of a plan when it was booked."""

    AS_PLANNED = "as-planned"
    OTHERWISE = "otherwise"
    """Somebody took the time or a person meanwhile: it got the next best."""
    NOT_BOOKED = "not-booked"
    """Nothing is left; or a meeting that should move stays where it is."""
    CHANGED = "changed"
    """It changed since the plan was made, and was left alone."""


@dataclass(frozen=True, slots=True)
class BookedPart:
    """A meeting or session of a plan once it was booked; `meeting` is as it is now, None if there is none."""

    key: str
    outcome: Outcome
    meeting: Meeting | None = None
    reasons: tuple[str, ...] = ()


def _is_same(slot: Slot, other: Slot) -> bool:
    """Whether time, people and room are the same, whatever the room is called."""
    rooms = [own.room.room_id if own.room else None for own in (slot, other)]
    return slot.time == other.time and set(slot.participants) == set(other.participants) and rooms[0] == rooms[1]


def _written(booking: TermBooking) -> str:
    people = " ".join(person.contact_id for person in booking.slot.participants)
    return f"{booking.slot.time.start.isoformat()} {booking.slot.time.end.isoformat()} {booking.place} {people}"
