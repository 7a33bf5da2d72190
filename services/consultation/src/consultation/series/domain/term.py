"""A term that sessions are looked for in: when the schools have lessons, who is free, when the place is taken."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from consultation.domain.booking import Booking
from consultation.domain.intervals import Interval
from consultation.domain.school_time import SchoolTime
from consultation.domain.wanted import Slot
from consultation.series.domain.proposal import CLOSED, PAST, PLACE_TAKEN, ProposedSession
from consultation.series.domain.rhythm import Rhythm
from consultation.series.domain.table import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """The term of a series. `school_time` is that of all its schools together, and of a session's length."""

    school_time: SchoolTime
    table: Table
    at_place: Sequence[Booking]
    now: datetime

    def proposed(self, on: date, rhythm: Rhythm) -> ProposedSession:
        """The session whose day by the rhythm is `on`: that day, or in a later week before the next session."""
        starts = (rhythm.start_on(day) for day in (on, *rhythm.days_instead(on)))
        start = next((start for start in starts if self.school_time.is_open_at(start)), None)
        return ProposedSession(on=on, starts_at=None, reasons=(CLOSED,)) if start is None else self.at(on, start)

    def at(self, on: date, start: datetime) -> ProposedSession:
        """The session of that day if it begins at this moment, in the school's hours or not."""
        if not self.school_time.is_open_at(start):
            return ProposedSession(on=on, starts_at=start, reasons=(CLOSED,))
        time = self.school_time.slot_from(start)
        reasons = [*self._reasons(time), *self.table.missing(time)]
        return ProposedSession(on=on, starts_at=start, participants=self.table.seated(time), reasons=tuple(reasons))

    def slot(self, session: ProposedSession) -> Slot:
        """The slot of a session that has a start."""
        assert session.starts_at is not None, "what can be fixed has a start"
        return Slot(self.school_time.slot_from(session.starts_at), session.participants)

    def _reasons(self, time: Interval) -> list[str]:
        reasons = [PAST] if time.start <= self.now else []
        taken = any(booking.time.overlaps(time) for booking in self.at_place)
        return [*reasons, PLACE_TAKEN] if taken else reasons
