"""Terms of a case: dates counted in school days of the pupil's school."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from uuid import UUID, uuid4

from casework.domain.running_term import RESPOND_BY, RunningTerm
from casework.domain.states import Status
from shared.domain.errors import DomainError
from shared.domain.flemish_calendar import flemish_calendar
from shared.domain.school_calendar import CalendarOf, nth_school_day_after


@dataclass(frozen=True, slots=True)
class TermLengths:
    """How long the terms are, in school days; agreed locally.

    ``respond_by`` is by the name of a type of case; a type that is not in it, or is with None, has no such term.
    ``hand_over`` is how long a case is handed over to another school; None without such a term.
    ``due_soon`` before the last day a term is told to be near; ``escalate`` after it the coordinator has to know.

    ``in_state`` is how long a case of a type should stay in a state at most.
    """

    respond_by: Mapping[str, int | None] = field(default_factory=dict)
    in_state: Mapping[str, Mapping[Status, int]] = field(default_factory=dict)
    not_before: int = 2
    hold_by: int = 10
    hand_over: int | None = None
    due_soon: int | None = None
    escalate: int | None = None


@dataclass(frozen=True, slots=True)
class MeetingTerms:
    """Between which dates a care meeting should be held, both included."""

    not_before: date
    hold_by: date


@dataclass(frozen=True, slots=True)
class Terms:
    """Counts terms from a day for one school. ``new_meeting_id`` names a care meeting that is asked for within them."""

    lengths: TermLengths
    calendar_of: CalendarOf
    new_meeting_id: Callable[[], UUID] = uuid4

    def response(self, case_type: str, day: date) -> RunningTerm | None:
        """The term to begin with a case of this type that came in on ``day``; None without such a term."""
        length = self.lengths.respond_by.get(case_type)
        return None if length is None else self.running(RESPOND_BY, day, length)

    def running(self, name: str, day: date, school_days: int) -> RunningTerm:
        """A term of so many school days that begins on ``day``."""
        soon, late = self.lengths.due_soon, self.lengths.escalate
        return RunningTerm(
            name,
            due_on=self._after(day, school_days),
            soon_on=None if soon is None or soon >= school_days else self._after(day, school_days - soon),
            escalate_after=None if late is None else self._after(day, school_days + late),
        )

    def meeting(self, day: date) -> MeetingTerms:
        """When a care meeting should be held that is asked for on ``day``."""
        return MeetingTerms(
            not_before=self._after(day, self.lengths.not_before),
            hold_by=self._after(day, self.lengths.hold_by),
        )

    def hand_over_by(self, day: date) -> date | None:
        """The last day to hand over a case that was transferred to this school on ``day``; None without such a term."""
        return None if self.lengths.hand_over is None else self._after(day, self.lengths.hand_over)

    def _after(self, day: date, school_days: int) -> date:
        return _school_day_after(day, school_days, self.calendar_of)


@lru_cache(maxsize=1024)  # for the many cases of a school that open on one day
def _school_day_after(day: date, school_days: int, calendar_of: CalendarOf) -> date:
    try:
        return nth_school_day_after(day, school_days, calendar_of)
    except DomainError:  # a school whose own calendar has no days left: its cases go on all the same
        return nth_school_day_after(day, school_days, flemish_calendar)
