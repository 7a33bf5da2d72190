"""What attendance says that needs a coordinator, and is about no case: of a school as a whole, or an early signal."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from shared.domain.half_days import HalfDay


class MatterKind(StrEnum):
    """What a matter is."""

    CLASS_QUESTION = "class-question"
    """A whole class or school was absent on a half day: does that count? The question is answered in attendance."""
    SILENT_SCHOOL = "silent-school"
    """A school that tells of every half day sends nothing."""
    EARLY_SIGNAL = "early-signal"
    """An early signal about a pupil of the school that no case rests on yet; who it is about, its own list says."""


@dataclass(frozen=True, slots=True)
class SchoolMatter:
    """A matter of a school, by the id that attendance gave it; ``half_day`` is of a question about a class alone."""

    matter_id: UUID
    kind: MatterKind
    school: str
    since: date
    half_day: HalfDay | None = None
