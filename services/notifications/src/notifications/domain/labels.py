"""What notices are made of: how a school, a pupil, a half day, an appointment is named to a reader."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from shared.domain.half_days import HalfDay
from shared.domain.roles import Role
from shared.domain.school_names import with_names


@dataclass(frozen=True, slots=True)
class SchoolLabel:
    """A school: its institution number, and its name where the directory has it."""

    number: str
    name: str | None


@dataclass(frozen=True, slots=True)
class CounsellorLabel:
    """The school's pupil counsellor (*leerlingenbegeleider*)."""

    name: str
    email: str | None


@dataclass(frozen=True, slots=True)
class PupilLabel:
    """A pupil as this receiver may name them: by ``name``, or by the number in the school's register."""

    name: str | None
    number: str | None
    school: SchoolLabel


@dataclass(frozen=True, order=True, slots=True)
class MissedHalfDay:
    """A half day on which the pupil was absent without a valid reason."""

    date: date
    half_day: HalfDay


@dataclass(frozen=True, slots=True)
class Appointment:
    """What a participant has to know by heart: when and where."""

    starts_at: datetime
    ends_at: datetime
    place: str | None

    def naming(self, school_names: Mapping[str, str]) -> "Appointment":
        """The appointment with the name of the school in its place, where the place says a number that has a name."""
        return self if self.place is None else replace(self, place=with_names(self.place, school_names))


@dataclass(frozen=True, slots=True)
class Invited:
    """Somebody who is invited, as a calendar shows them: an address and a role, no name."""

    email: str
    role: Role
    required: bool


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """An appointment for the reader's own calendar; a later one of the same ``uid`` replaces it.

    ``recurrence_id`` is when a session of a series was to begin by the series' rule; None for a single meeting.
    ``words`` is the file of its title and description, in ``templates``, and the name of the attachment. ``invited``
    are all who take part and have an address, the reader first.
    """

    uid: str
    sequence: int
    appointment: Appointment
    link: str
    words: str
    cancelled: bool
    invited: tuple[Invited, ...]
    recurrence_id: datetime | None = None
