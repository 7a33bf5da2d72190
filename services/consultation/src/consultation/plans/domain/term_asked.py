"""A term as it is asked of the planner, and what each key of it stands for."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from consultation.domain.wanted import BookedRoom, Slot
from consultation.meetings.domain.meeting import Meeting
from consultation.planning.term.problem import TermBooking, TermProblem
from consultation.series.domain.series import Series

HOLD_BY_PASSED = "hold-by-passed"
"""Why a case is not seen whose last day is past."""
NOTICE = "notice"
"""Why a case is not seen for which no time is left once people are given notice."""


@dataclass(frozen=True, slots=True)
class NewSession:
    """A session by the rhythm of a series, on the day `on`, that nobody fixed yet."""

    series: Series
    on: date

    @property
    def key(self) -> str:
        return f"{self.series.series_id}/{self.on}"


@dataclass(frozen=True, slots=True, kw_only=True)
class TermAsked:
    """The problem; of its keys the meetings that are stored, by their ids, the sessions that are new, and the rooms.

    `out` are meetings that wait and can't be in the term, with why. `needs_notice` are the keys of those that would
    have a time if nobody needed notice.
    """

    problem: TermProblem
    meetings: Mapping[str, Meeting]
    sessions: Mapping[str, NewSession]
    rooms: Mapping[str, BookedRoom]
    out: Mapping[str, tuple[str, ...]]
    needs_notice: frozenset[str]

    def slot(self, booking: TermBooking) -> Slot:
        """What the planner booked, with its room."""
        return replace(booking.slot, room=self.rooms.get(booking.place or ""))

    def why(self, key: str, reasons: tuple[str, ...]) -> tuple[str, ...]:
        """Why a case is not seen, given what the planner says."""
        return (NOTICE,) if key in self.needs_notice else reasons

    def case_ids(self, key: str) -> tuple[UUID, ...]:
        """The cases that wait under this key."""
        return self.meetings[key].case_ids
