"""What comes of a meeting, as it is noted, put right and answered."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, Field

from consultation.api.described import DESCRIBED
from consultation.domain.local_time import BRUSSELS
from consultation.meetings.api.meeting_answers import CaseDecisionAnswer
from consultation.meetings.api.meeting_bodies import CaseDecisionBody, CompleteBody
from consultation.meetings.domain.held import Held
from consultation.meetings.domain.meeting import Meeting
from consultation.meetings.domain.outcome import OutcomeRevision


class OutcomeBody(CompleteBody):
    """Who is at a meeting, and what is decided: all of it, in place of what was said before."""

    decisions: list[CaseDecisionBody] = Field(max_length=50)
    """What is decided, at most once for each case; empty when nothing is. To be said, since it replaces what was."""


class OutcomeSaidAnswer(BaseModel):
    """Who was there, and what was decided."""

    model_config = DESCRIBED

    present: list[str] | None
    """Participants who were there; null when nobody noted it."""
    decisions: list[CaseDecisionAnswer]
    """What was decided about the cases whose minutes the caller reads."""

    @staticmethod
    def fields_of(held: Held, case_ids: Collection[UUID]) -> dict[str, object]:
        """What is said, of these cases."""
        return {
            "present": None if held.present is None else list(held.present),
            "decisions": [
                CaseDecisionAnswer(case_id=own.case_id, decision=own.decision)
                for own in held.decisions
                if own.case_id in case_ids
            ],
        }


class OutcomeRevisionAnswer(OutcomeSaidAnswer):
    """What was said of a meeting that was held, at some time."""

    revision: int
    """1 is what was told first; each later one put it right."""
    noted_by: str | None
    """Subject of the token of whoever said it; null where the meeting was held before this was kept."""
    noted_at: datetime | None
    """When it was said; null likewise."""


class OutcomeAnswer(OutcomeSaidAnswer):
    """What came of a meeting, as it holds now."""

    meeting_id: UUID
    revisions: list[OutcomeRevisionAnswer]
    """All that was said since the meeting was held, the first in front; until their term is over."""

    @classmethod
    def answered(
        cls, meeting: Meeting, revisions: Sequence[OutcomeRevision], case_ids: Collection[UUID]
    ) -> "OutcomeAnswer":
        said = OutcomeSaidAnswer.fields_of
        return cls.model_validate(
            {
                **said(meeting.held, case_ids),
                "meeting_id": meeting.meeting_id,
                "revisions": [
                    {
                        **said(revision.held, case_ids),
                        "revision": revision.revision,
                        "noted_by": revision.noted_by,
                        "noted_at": revision.noted_at and revision.noted_at.astimezone(BRUSSELS),
                    }
                    for revision in revisions
                ],
            }
        )
