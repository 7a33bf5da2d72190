"""A question of a partner to who coordinates the education policy: the one point of contact."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from consultation.domain.well_formed import require
from consultation.policy.domain.states import QuestionStatus, QuestionStep, question_after


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionDetails:
    """What somebody asks: the `text`, and what it is about, None for nothing in particular.

    Raises InvalidField for a text of blanks alone.
    """

    text: str
    theme: str | None = None
    action_id: UUID | None = None
    body_id: UUID | None = None

    def __post_init__(self) -> None:
        require(bool(self.text.strip()), "text", "is empty")


@dataclass(frozen=True, slots=True, kw_only=True)
class CoordinatorQuestion:
    """A question. `version` rises with every change.

    `asked_by` is the contact, or the `sub` of the token, of who asks; `organisation_id` the organisation they ask for.
    `due_on` is the last day for an answer, by a local agreement.
    """

    question_id: UUID
    details: QuestionDetails
    asked_by: str
    organisation_id: str | None = None
    asked_at: datetime
    asked_on: date
    due_on: date
    status: QuestionStatus = QuestionStatus.OPEN
    answer: str = ""
    answered_at: datetime | None = None
    answered_on: date | None = None
    closed_at: datetime | None = None
    version: int = 1

    def is_late(self, today: date) -> bool:
        """Whether the answer came after the last day for it, or has not come by then."""
        if self.answered_on is not None:
            return self.answered_on > self.due_on
        return self.status is QuestionStatus.OPEN and today > self.due_on

    def answered(self, answer: str, at: datetime, today: date) -> "CoordinatorQuestion":
        """The question with its answer; again to put that right, and the day of the first answer stays.

        Raises InvalidField for blanks alone, IllegalTransition for a question that is closed.
        """
        require(bool(answer.strip()), "answer", "is empty")
        status = question_after(self.status, QuestionStep.ANSWER)
        if (status, answer) == (self.status, self.answer):
            return self
        return replace(
            self,
            status=status,
            answer=answer,
            answered_at=self.answered_at or at,
            answered_on=self.answered_on or today,
            version=self.version + 1,
        )

    def closed(self, at: datetime) -> "CoordinatorQuestion":
        """The question, which nobody has to look at any more. Raises IllegalTransition."""
        status = question_after(self.status, QuestionStep.CLOSE)
        return replace(self, status=status, closed_at=at, version=self.version + 1)
