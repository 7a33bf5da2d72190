"""A term that sessions are looked for in: when the schools have lessons, who is free, when the place is taken."""

from dataclasses import dataclass
from datetime import date, datetime

from consultation.domain.intervals import Interval
from consultation.domain.school_time import SchoolTime
from consultation.domain.wanted import Slot
from consultation.planning.venue import Venue
from consultation.series.domain.proposal import CLOSED, PAST, PLACE_TAKEN, ProposedSession
from consultation.series.domain.rhythm import Rhythm
from consultation.series.domain.table import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """The term of a series. `school_time` is that of all its schools together, and of a session's length."""

    school_time: SchoolTime
    table: Table
    venue: Venue
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
        people = self.table.seated(time)
        reasons = [*self._reasons(time, len(people)), *self.table.missing(time)]
        return ProposedSession(on=on, starts_at=start, participants=people, reasons=tuple(reasons))

    def slot(self, session: ProposedSession) -> Slot:
        """The slot of a session that has a start."""
        assert session.starts_at is not None, "what can be fixed has a start"
        time = self.school_time.slot_from(session.starts_at)
        return Slot(time, session.participants, self.venue.room_at(time, people=len(session.participants)))

    def _reasons(self, time: Interval, people: int) -> list[str]:
        reasons = [PAST] if time.start <= self.now else []
        return reasons if self.venue.is_free_at(time, people=people) else [*reasons, PLACE_TAKEN]
