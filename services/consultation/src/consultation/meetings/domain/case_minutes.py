"""The minutes of one case at a meeting: kept in all versions, for those who were invited for that case."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from consultation.meetings.domain.minutes import check_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """Who wrote the minutes of a case, and when; the first revision is 1."""

    revision: int
    written_by: str
    written_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseMinutes:
    """What was said about a case and decided, without medical content, as a revision has it."""

    case_id: UUID
    text: str
    revision: Revision

    def __post_init__(self) -> None:
        check_text(self.text)
