"""What a case rests on: something that was said of a person, and perhaps taken back."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, ClassVar, Self
from uuid import UUID

from casework.domain.person import Pupil
from shared.domain.school_year import SchoolYear

Details = Mapping[str, Any]
"""What a kind of ground has of its own, as JSON."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Something that a case can rest on, with all that was said of it so far.

    Its two events may arrive in either order. ``settled``: it was taken back and that was dealt with, so a case no
    longer rests on it. ``school``, ``pupil`` and ``level_of_education`` are None for what is not said of a pupil of a
    school.
    """

    kind: ClassVar[str]
    """What it is, as events say it."""
    told_by: ClassVar[str]
    """The kind of the entry in the timeline that says it to an open case."""
    taken_back_by: ClassVar[str]
    """The kind of the entry that takes it back."""
    shown_as: ClassVar[str | None] = None
    """The list of a case's answer that shows it beside ``grounds``; None without such a list."""

    ground_id: UUID
    person_id: UUID
    school_year: SchoolYear
    since: date
    school: str | None = None
    pupil: str | None = None
    level_of_education: str | None = None
    said: bool = False
    taken_back: bool = False
    settled: bool = False

    @property
    def stands(self) -> bool:
        """Whether it was said, and not taken back."""
        return self.said and not self.taken_back

    @property
    def counts(self) -> bool:
        """Whether it was said, and a case still rests on it."""
        return self.said and not self.settled

    @property
    def register(self) -> Pupil | None:
        """The register number that it was said of; None without a school."""
        return Pupil(self.school, self.pupil) if self.school and self.pupil else None

    @property
    def weight(self) -> int:
        """What it weighs among grounds of its kind in one school year; 0 where all weigh the same."""
        return 0

    @property
    def facts(self) -> Mapping[str, object]:
        """What an entry of the timeline tells of it."""
        return {"since": self.since}

    @property
    def spoken_to(self) -> str | None:
        """The contact who can be spoken to about it; None where nobody was named."""
        return None

    @property
    def shown(self) -> Mapping[str, object]:
        """What that list shows of it, as plain values."""
        return {}

    @property
    def shown_after(self) -> tuple[date | int | UUID, ...]:
        """Sorts the grounds of this kind in that list."""
        return self.since, self.ground_id

    def joined(self, other: Self) -> Self:
        """This ground with what ``other`` (the other event of the same ground) says too."""
        return replace(self, said=self.said or other.said, taken_back=self.taken_back or other.taken_back)

    @property
    def details(self) -> Details:
        """What it has beside what every ground has."""
        return {}

    @classmethod
    def fields_of(cls, details: Details) -> Mapping[str, Any]:
        """The fields that were written as ``details``."""
        return {}


@dataclass(frozen=True, slots=True)
class KnownGround:
    """A ground and the case that rests on it; None when no case does."""

    ground: Ground
    case_id: UUID | None
