"""What was said of a meeting that was held, in all versions: what was told first, and what was put right since."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from consultation.meetings.domain.held import Held


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeRevision:
    """Who said it, and when; the first revision is 1. None of a meeting that was held before this was kept."""

    revision: int
    held: Held
    noted_by: str | None = None
    noted_at: datetime | None = None

    def merged(self, case_id: UUID, remaining: UUID) -> "OutcomeRevision":
        """The revision with what was decided about a merged case with the case that remains."""
        return replace(self, held=self.held.merged(case_id, remaining))

    def without(self, case_id: UUID) -> "OutcomeRevision":
        """The revision without what was decided about a case."""
        return replace(self, held=self.held.without(case_id))
