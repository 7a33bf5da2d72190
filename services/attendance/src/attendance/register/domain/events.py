"""What is told of persons and calendars."""

from dataclasses import dataclass
from uuid import UUID

from attendance.register.domain.person import Person
from shared.domain.school_calendar import SchoolCalendar


@dataclass(frozen=True, slots=True)
class PersonChanged:
    """A person is new or its data or enrolments changed."""

    person: Person


@dataclass(frozen=True, slots=True)
class PersonMerged:
    """A person turned out to be another person."""

    person_id: UUID
    merged_into: UUID


@dataclass(frozen=True, slots=True)
class CalendarChanged:
    """A school's own calendar is new or changed."""

    calendar: SchoolCalendar
