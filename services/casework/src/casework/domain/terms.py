"""Terms of a case: dates counted in school days of the pupil's school."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from shared.domain.school_calendar import CalendarOf, nth_school_day_after


@dataclass(frozen=True, slots=True)
class TermLengths:
    """How long the terms are, in school days; agreed locally."""

    respond_by: int = 5
    not_before: int = 2
    hold_by: int = 10


@dataclass(frozen=True, slots=True)
class MeetingTerms:
    """Between which dates a care meeting should be held, both included."""

    not_before: date
    hold_by: date


@dataclass(frozen=True, slots=True)
class Terms:
    """Counts terms from a day for one school."""

    lengths: TermLengths
    calendar_of: CalendarOf

    def respond_by(self, day: date) -> date:
        """The last day to begin with a case that came in on ``day``."""
        return nth_school_day_after(day, self.lengths.respond_by, self.calendar_of)

    def meeting(self, day: date) -> MeetingTerms:
        """When a care meeting should be held that is asked for on ``day``."""
        return MeetingTerms(
            not_before=nth_school_day_after(day, self.lengths.not_before, self.calendar_of),
            hold_by=nth_school_day_after(day, self.lengths.hold_by, self.calendar_of),
        )


TermsOf = Callable[[str], Terms]
