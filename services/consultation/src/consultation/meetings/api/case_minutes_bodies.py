"""The minutes of a case as they are written and answered."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field

from consultation.api.described import DESCRIBED, EXACT
from consultation.domain.local_time import BRUSSELS
from consultation.meetings.domain.case_minutes import CaseMinutes, Revision
from consultation.meetings.domain.minutes import LONGEST_TEXT
from shared.contracts.fields import not_blank


class CaseMinutesBody(BaseModel):
    """Minutes of a case, without medical content."""

    model_config = EXACT

    text: Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT), AfterValidator(not_blank)]
    """What was said and decided about this case."""


class RevisionAnswer(BaseModel):
    """Who wrote a revision, and when."""

    model_config = DESCRIBED

    revision: int
    """The first one is 1."""
    written_by: str
    """Subject of the token of whoever wrote it."""
    written_at: datetime

    @classmethod
    def of(cls, revision: Revision) -> "RevisionAnswer":
        return cls(
            revision=revision.revision,
            written_by=revision.written_by,
            written_at=revision.written_at.astimezone(BRUSSELS),
        )


class CaseMinutesAnswer(RevisionAnswer):
    """The minutes of a case as a revision has them."""

    meeting_id: UUID
    case_id: UUID
    text: str
    """What was said and decided about this case."""
    revisions: list[RevisionAnswer]
    """All that were written, the first in front."""

    @classmethod
    def answered(cls, meeting_id: UUID, minutes: CaseMinutes, revisions: Sequence[Revision]) -> "CaseMinutesAnswer":
        return cls(
            **RevisionAnswer.of(minutes.revision).model_dump(),
            meeting_id=meeting_id,
            case_id=minutes.case_id,
            text=minutes.text,
            revisions=[RevisionAnswer.of(revision) for revision in revisions],
        )
