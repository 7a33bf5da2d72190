"""What notices are made of: how a school, a pupil, a half day, an appointment is named to a reader."""

from dataclasses import dataclass
from datetime import date, datetime

from shared.domain.half_days import HalfDay


@dataclass(frozen=True, slots=True)
class SchoolLabel:
    """A school: its institution number, and its name where the directory has it."""

    number: str
    name: str | None


@dataclass(frozen=True, slots=True)
class CounsellorLabel:
    """The school's pupil counsellor (*leerlingbegeleider*)."""

    name: str
    email: str | None


@dataclass(frozen=True, slots=True)
class PupilLabel:
    """A pupil as this receiver may name them: by ``name``, or by the number in the school's register."""

    name: str | None
    number: str | None
    school: str


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


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """An appointment for the reader's own calendar; a later one of the same ``uid`` replaces it.

    ``words`` is the file of its title and description, in ``templates``, and the name of the attachment.
    """

    uid: str
    sequence: int
    appointment: Appointment
    link: str
    words: str
    cancelled: bool
