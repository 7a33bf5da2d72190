"""Answers to invitations, as they come in and go out."""

from datetime import datetime

from pydantic import BaseModel

from consultation.api.described import DESCRIBED, EXACT
from consultation.domain.local_time import BRUSSELS
from consultation.meetings.application.answer_invitation import Said
from consultation.meetings.domain.reply import Reply, Way, WhyNot
from shared.contracts.fields import ContactId, Count
from shared.contracts.moments import Time
from shared.domain.answers import Answer


class AnswerBody(BaseModel):
    """What somebody who is invited answers."""

    model_config = EXACT

    answer: Answer
    """The answer; `tentative` counts as none yet."""
    reason: WhyNot | None = None
    """Why not, with `declined`; it is not asked of a CLB, and refused."""
    proposed_starts_at: Time | None = None
    """Start of the other time, with `countered`; it takes as long as the meeting."""
    delegate: ContactId | None = None
    """Who comes instead, with `delegated`: a contact of the same role for that school."""
    ical_sequence: Count | None = None
    """Version of the invitation that is answered; the newest when absent."""

    def said(self, contact_id: str, came_by: Way) -> Said:
        return Said(
            contact_id=contact_id,
            answer=self.answer,
            came_by=came_by,
            seen_sequence=self.ical_sequence,
            reason=self.reason,
            proposed_starts_at=self.proposed_starts_at,
            delegate=self.delegate,
        )


class ReplyBody(AnswerBody):
    """What a participant answers, or what who runs the case was told by a participant."""

    contact_id: ContactId | None = None
    """Who answers; the caller when absent. Only a caseworker or coordinator answers for somebody else."""


class ReplyAnswer(BaseModel):
    """What a participant answered."""

    model_config = DESCRIBED

    answer: Answer
    """The answer; `tentative` counts as none yet."""
    replied_at: datetime
    """When it was answered."""
    came_by: Way | None
    """How it came, for those who run the case."""
    reason: WhyNot | None
    """Why not, for those who run the case."""
    proposed_starts_at: datetime | None
    """Start of the other time that is proposed."""
    proposed_ends_at: datetime | None
    """End of it."""
    delegate: str | None
    """The contact who comes instead."""

    @classmethod
    def of(cls, reply: Reply, *, whole: bool) -> "ReplyAnswer":
        proposed = reply.proposed
        return cls(
            answer=reply.answer,
            replied_at=reply.replied_at.astimezone(BRUSSELS),
            came_by=reply.came_by if whole else None,
            reason=reply.reason if whole else None,
            proposed_starts_at=proposed.start.astimezone(BRUSSELS) if proposed else None,
            proposed_ends_at=proposed.end.astimezone(BRUSSELS) if proposed else None,
            delegate=reply.delegate,
        )
