"""What can arrive about a case: what is told of it, and what takes that back."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from notifications.domain.about import Origin
from notifications.domain.labels import MissedHalfDay
from shared.domain.roles import Role
from shared.domain.school_year import SchoolYear


@dataclass(frozen=True, slots=True)
class CaseNews:
    """Something to tell of a case, at its version ``sequence``.

    ``pupil`` is None once the person is erased. ``level_of_education`` is None where it is not known.
    """

    sequence: int
    reference: str
    person_id: UUID
    school: str
    pupil: str | None
    school_year: SchoolYear
    count: int | None
    half_days: tuple[MissedHalfDay, ...]
    origin: Origin
    level_of_education: str | None = field(default=None, kw_only=True)


@dataclass(frozen=True, slots=True)
class CaseOpening(CaseNews):
    """A case was opened, or ``reopened``."""

    reopened: bool
    case_type: str
    opened_at: datetime


@dataclass(frozen=True, slots=True)
class CaseEscalation(CaseNews):
    """A higher level of ``school_year`` was reached on an open case; ``is_new_year``: the first of a newer year."""

    is_new_year: bool = field(default=True, kw_only=True)
    level: int | None = field(default=None, kw_only=True)
    signal_id: UUID | None = field(default=None, kw_only=True)


@dataclass(frozen=True, slots=True)
class CaseTransfer(CaseNews):
    """An open case went on at another school, ``school``; people of the former school are told nothing more of it."""


class Ending(StrEnum):
    """How an opening of a case can come to nothing."""

    WITHDRAWN = "withdrawn"
    """The case had no ground after all: whoever was told gets a correction."""
    MERGED = "merged"
    """Another case goes on with it: nobody is told, until that other case is withdrawn."""


@dataclass(frozen=True, slots=True)
class CaseEnding:
    """A case came to nothing at version ``sequence``, at the moment ``at``; merged ``into`` another case."""

    sequence: int
    ending: Ending
    origin: Origin
    at: datetime
    into: UUID | None = None


@dataclass(frozen=True, slots=True)
class EscalationWithdrawal:
    """No level of a newer school year holds any more, at version ``sequence`` and the moment ``at``; the case stays.

    ``told_elsewhere``: it was told of another case, in which this case went on.
    """

    sequence: int
    school_year: SchoolYear
    origin: Origin
    at: datetime
    told_elsewhere: bool = False

    def takes_back(self, news: CaseNews) -> bool:
        """Whether it leaves this earlier news without ground: of its school year, and not of the case as such."""
        is_of_the_year = isinstance(news, CaseEscalation) or self.told_elsewhere
        return is_of_the_year and news.school_year == self.school_year and news.sequence < self.sequence


@dataclass(frozen=True, slots=True)
class LevelFall:
    """A level no longer holds, at version ``sequence`` and the moment ``at``; the case stays."""

    sequence: int
    signal_id: UUID
    school_year: SchoolYear
    origin: Origin
    at: datetime

    def takes_back(self, news: CaseNews) -> bool:
        """Whether it leaves this earlier news without ground: that this level was reached."""
        is_of_the_level = isinstance(news, CaseEscalation) and news.signal_id == self.signal_id
        return is_of_the_level and news.sequence < self.sequence


@dataclass(frozen=True, slots=True)
class CaseClosing:
    """A case ended with a result at version ``sequence`` and the moment ``at``."""

    sequence: int
    origin: Origin
    at: datetime


@dataclass(frozen=True, slots=True)
class MeetingHeld:
    """A meeting about the case was held, when the case was at version ``since``; 0 if nothing was known of it."""

    since: int
    origin: Origin

    @property
    def sequence(self) -> int:
        """Its place among the facts; below those of the case itself, which counts its own versions."""
        return -1 - self.since


@dataclass(frozen=True, slots=True)
class CoachConsent:
    """Consent to share the case with the youth coach was recorded at version ``sequence``, or ended then."""

    sequence: int
    origin: Origin
    holds: bool


@dataclass(frozen=True, slots=True)
class CaseAssignment:
    """The case was given to ``assignee`` at version ``sequence``: a contact, or somebody who is no contact."""

    sequence: int
    assignee: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class CaseTerm:
    """The last day of a term is near, or has passed (``is_over``); for so long that ``escalated_to`` has to know."""

    sequence: int
    term: str
    due_on: date
    is_over: bool
    origin: Origin
    escalated_to: Role | None = None


CaseFact = (
    CaseOpening
    | CaseEscalation
    | CaseTransfer
    | CaseEnding
    | EscalationWithdrawal
    | LevelFall
    | CaseClosing
    | MeetingHeld
    | CoachConsent
    | CaseAssignment
    | CaseTerm
)
