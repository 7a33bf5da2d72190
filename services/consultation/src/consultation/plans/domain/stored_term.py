"""What is stored that a plan of a term rests on, read at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from consultation.domain.contact import Contact
from consultation.domain.meeting_kind import MeetingRules
from consultation.domain.room import Room
from consultation.domain.school_time import HalfDaysOn
from consultation.domain.urgency import AgendaRules
from consultation.meetings.domain.meeting import Meeting
from consultation.meetings.domain.standing import KnownCase
from consultation.plans.domain.asked_plan import AskedPlan
from consultation.series.domain.series import Series


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredTerm:
    """A term as it is stored: `first` is the first day on which something can be planned.

    `booked` are all meetings that have a time in the term, at any school. `waiting` have none. `fixed_for` are the
    starts by the rhythm for which a series has a session.
    """

    asked: AskedPlan
    now: datetime
    first: date
    rules: MeetingRules
    agendas: AgendaRules
    contacts: Sequence[Contact]
    rooms: Sequence[Room]
    booked: Sequence[Meeting]
    waiting: Sequence[Meeting]
    cases: Mapping[UUID, KnownCase]
    series: Sequence[Series]
    fixed_for: Mapping[UUID, frozenset[datetime]]
    half_days: Mapping[str, HalfDaysOn]

    @property
    def last(self) -> date:
        return self.asked.last
