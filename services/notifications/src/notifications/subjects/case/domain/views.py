"""What a notice of a case can say, one type for each kind of receiver: a text reaches exactly these fields.

A centre for pupil guidance (CLB) is told who the pupil is. A school has to involve the CLB from five problematic half
days on (AGODI, follow-up of problematic absence). A youth coach gets the reference and the school until the meeting.
"""

from dataclasses import dataclass
from datetime import date

from notifications.domain.labels import CounsellorLabel, MissedHalfDay, PupilLabel, SchoolLabel
from notifications.subjects.case.domain.vocabulary import CaseWord
from shared.domain.roles import Role


@dataclass(frozen=True, slots=True)
class CaseForClb:
    """A case, for the school's contact at the centre for pupil guidance (CLB). ``count`` is of ``school_year``.

    Of a higher level also the ``level``, and whether it is the first of a newer school year (``is_new_year``).
    """

    reference: str
    school: SchoolLabel
    link: str
    pupil: PupilLabel
    class_name: str | None
    count: int | None
    half_days: tuple[MissedHalfDay, ...]
    counsellor: CounsellorLabel | None
    school_year: str
    level: int | None = None
    is_new_year: bool = False


@dataclass(frozen=True, slots=True)
class CaseForCoach:
    """A case, for the youth coach (*jongerencoach*)."""

    reference: str
    school: SchoolLabel
    link: str


@dataclass(frozen=True, slots=True)
class CaseForCareCoordinator:
    """A case of a pupil of nursery or primary school, for the school's care coordinator (*zorgcoördinator*)."""

    reference: str
    school: SchoolLabel
    link: str
    pupil: PupilLabel
    class_name: str | None


@dataclass(frozen=True, slots=True)
class CaseForCoordinator:
    """A case, for the coordinator: there was no contact of the role ``missing`` to tell."""

    reference: str
    school: SchoolLabel
    link: str
    missing: str


@dataclass(frozen=True, slots=True)
class CaseToWorkOn:
    """A case, for whoever has it, or coordinates. ``due_on`` is the last day of a term; None where it is not of one."""

    reference: str
    school: SchoolLabel
    link: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class CaseOfReceiver:
    """A case, for whoever has it: what was told of it to ``receiver`` was answered, or did not arrive."""

    reference: str
    school: SchoolLabel
    link: str
    receiver: Role


@dataclass(frozen=True, slots=True)
class CaseForSchool:
    """What became of a case of a pupil of the school, in one word."""

    reference: str
    school: SchoolLabel
    status: CaseWord | None


@dataclass(frozen=True, slots=True)
class EndForClb:
    """A case that is over, or that is withdrawn or a level of it, for whoever was told who it is about.

    ``pupil`` is None once the person is erased. ``level`` is None where it is not about one level.
    """

    reference: str
    school: SchoolLabel
    link: str
    school_year: str
    pupil: PupilLabel | None
    level: int | None = None


@dataclass(frozen=True, slots=True)
class EndForOthers:
    """A case that is over, or that is withdrawn or a level of it, for whoever was told no name."""

    reference: str
    school: SchoolLabel
    link: str
    school_year: str
