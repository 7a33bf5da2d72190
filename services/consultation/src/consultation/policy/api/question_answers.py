"""Questions to the coordinator as they are answered."""

from datetime import date, datetime
from typing import Self
from uuid import UUID

from pydantic import BaseModel

from consultation.api.described import DESCRIBED
from consultation.domain.local_time import BRUSSELS
from consultation.policy.domain.question import CoordinatorQuestion
from consultation.policy.domain.states import QuestionStatus


class CoordinatorQuestionAnswer(BaseModel):
    """A question to the coordinator."""

    model_config = DESCRIBED

    question_id: UUID
    """The question."""
    text: str
    """What is asked."""
    theme: str | None
    """What it is about; null for nothing in particular."""
    action_id: UUID | None
    """The action it is about; null for none."""
    body_id: UUID | None
    """The consultation body it is about; null for none."""
    asked_by: str
    """Who asks: a contact's id, or the `sub` of a token."""
    organisation_id: str | None
    """The organisation it is asked for; null for none."""
    asked_at: datetime
    """When it was asked."""
    due_on: date
    """Last day for an answer, by a local agreement."""
    late: bool
    """Whether the answer came after that day, or has not come by then."""
    status: QuestionStatus
    """Open, answered or closed."""
    answer: str
    """The answer; empty before."""
    answered_at: datetime | None
    """When it was answered first; null before."""
    closed_at: datetime | None
    """When it was closed; null before."""
    version: int
    """Rises with every change."""

    @classmethod
    def of(cls, question: CoordinatorQuestion, today: date) -> Self:
        details = question.details
        return cls(
            question_id=question.question_id,
            text=details.text,
            theme=details.theme,
            action_id=details.action_id,
            body_id=details.body_id,
            asked_by=question.asked_by,
            organisation_id=question.organisation_id,
            asked_at=question.asked_at.astimezone(BRUSSELS),
            due_on=question.due_on,
            late=question.is_late(today),
            status=question.status,
            answer=question.answer,
            answered_at=question.answered_at.astimezone(BRUSSELS) if question.answered_at else None,
            closed_at=question.closed_at.astimezone(BRUSSELS) if question.closed_at else None,
            version=question.version,
        )
