"""Terms of a case: dates counted in school days of the pupil's school."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from shared.domain.errors import DomainError
from shared.domain.flemish_calendar import flemish_calendar
from shared.domain.school_calendar import CalendarOf, nth_school_day_after


@dataclass(frozen=True, slots=True)
class TermLengths:
    """How long the terms are, in school days; agreed locally.

    ``not_enrolled_respond_by`` is for a child that is not enrolled; None as long as no term was agreed.
    """

    respond_by: int = 5
    not_before: int = 2
    hold_by: int = 10
    not_enrolled_respond_by: int | None = None


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

    def respond_by(self, day: date) -> date:
        """The last day to begin with a case that came in on ``day``."""
        return self._after(day, self.lengths.respond_by)

    def not_enrolled_respond_by(self, day: date) -> date | None:
        """The last day to begin with the case of a child that is not enrolled; None without such a term."""
        length = self.lengths.not_enrolled_respond_by
        return None if length is None else self._after(day, length)

    def meeting(self, day: date) -> MeetingTerms:
        """When a care meeting should be held that is asked for on ``day``."""
        return MeetingTerms(
            not_before=self._after(day, self.lengths.not_before),
            hold_by=self._after(day, self.lengths.hold_by),
        )

    def _after(self, day: date, school_days: int) -> date:
        try:
            return nth_school_day_after(day, school_days, self.calendar_of)
        except DomainError:  # a school whose own calendar has no days left: its cases go on all the same
            return nth_school_day_after(day, school_days, flemish_calendar)
