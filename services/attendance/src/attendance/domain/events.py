"""What happened, for others to know. `messaging.outgoing` says how each is told."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from attendance.domain.early.signal import EarlySignal
from attendance.domain.enrolment_gap import EnrolmentGap
from attendance.domain.feed import Silence
from attendance.domain.person import Person
from attendance.domain.signal import CountedHalfDay, Signal
from shared.domain.school_calendar import SchoolCalendar
from shared.domain.school_year import SchoolYear


@dataclass(frozen=True, slots=True)
class LevelReached:
    """A person reached a level."""

    signal: Signal


@dataclass(frozen=True, slots=True)
class LevelWithdrawn:
    """A level that was reached holds no more: the count is now `count`, resting on these half days."""

    signal: Signal
    count: int
    half_days: tuple[CountedHalfDay, ...]


@dataclass(frozen=True, slots=True)
class EarlySignalRaised:
    """Something stands out in the attendance of a pupil enrolled at this school. No level, and no ground for a case."""

    signal: EarlySignal
    person_id: UUID
    school: str
    pupil: str
    level_of_education: str


@dataclass(frozen=True, slots=True)
class PersonChanged:
    """A person is new or its data or enrolments changed."""

    person: Person


@dataclass(frozen=True, slots=True)
class PersonMerged:
    """A person turned out to be another one."""

    person_id: UUID
    merged_into: UUID


@dataclass(frozen=True, slots=True)
class CalendarChanged:
    """A school's own calendar is new or changed."""

    calendar: SchoolCalendar


@dataclass(frozen=True, slots=True)
class EnrolmentMissing:
    """Of a resident child of compulsory age no enrolment is known."""

    gap: EnrolmentGap


@dataclass(frozen=True, slots=True)
class EnrolmentFound:
    """An enrolment of the child is known after all, or the child is not of compulsory age."""

    gap: EnrolmentGap


@dataclass(frozen=True, slots=True)
class FeedSilent:
    """A school that tells of every half day did not."""

    silence: Silence


@dataclass(frozen=True, slots=True)
class FeedHeard:
    """Something is known of each half day of a silence, or nothing is expected of it any more."""

    silence_id: UUID
    school: str
    school_year: SchoolYear
    concluded_at: datetime


DomainEvent = (
    LevelReached
    | LevelWithdrawn
    | EarlySignalRaised
    | PersonChanged
    | PersonMerged
    | CalendarChanged
    | EnrolmentMissing
    | EnrolmentFound
    | FeedSilent
    | FeedHeard
)
