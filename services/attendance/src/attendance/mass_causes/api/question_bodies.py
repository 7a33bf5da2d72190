"""What the endpoints about questions take and answer."""

import datetime as dt
from uuid import UUID

from pydantic import BaseModel, Field

from attendance.mass_causes.domain.mass_cause import Answer, GivenAnswer, Question, QuestionStatus
from attendance.register.api.answers import DESCRIBED
from shared.contracts.fields import TypedLine
from shared.domain.half_days import HalfDay


class AnswerBody(BaseModel):
    """A person's answer to a question."""

    model_config = DESCRIBED

    answer: Answer
    """`counts`: the absences count as problematic; `does-not-count`: they have another cause and stay out."""
    reason: TypedLine = Field(examples=["Bus strike"])
    """Why; without names, for everyone who reads the question sees it."""


class ReplyAnswer(BaseModel):
    """An answer that was given."""

    model_config = DESCRIBED

    answer: Answer
    """What was said."""
    reason: str
    """Why."""
    by: str
    """Who said so: a contact id, or the subject of the token."""
    at: dt.datetime
    """When."""

    @classmethod
    def of(cls, reply: GivenAnswer) -> "ReplyAnswer":
        return cls(answer=reply.answer, reason=reply.reason, by=reply.by, at=reply.at)


class QuestionAnswer(BaseModel):
    """A class or school that was wholly problematic absent on a half day: is there another cause?"""

    model_config = DESCRIBED

    question_id: UUID
    """The question."""
    school: str
    """Institution number of the school."""
    class_: str | None = Field(serialization_alias="class", examples=["3A"])
    """The class; null for the whole school."""
    date: dt.date
    """The day."""
    half_day: HalfDay
    """Morning or afternoon."""
    school_year: str = Field(examples=["2026-2027"])
    """The school year."""
    status: QuestionStatus
    """`open`: nothing counts until it is answered; `lapsed`: the group is no longer wholly absent."""
    absent: int
    """Pupils of the group that are problematic absent."""
    size: int
    """Pupils of the group on that day."""
    answer: Answer | None
    """The newest answer."""
    answers: list[ReplyAnswer]
    """All answers, the newest last."""
    asked_at: dt.datetime
    """When it was first asked."""
    version: int
    """Rises with every change; the `ETag`."""

    @classmethod
    def of(cls, question: Question) -> "QuestionAnswer":
        return cls(
            question_id=question.question_id,
            school=question.slot.school,
            class_=question.group,
            date=question.slot.date,
            half_day=question.slot.half_day,
            school_year=str(question.school_year),
            status=question.status,
            absent=question.absent,
            size=question.size,
            answer=question.answer,
            answers=[ReplyAnswer.of(reply) for reply in question.answers],
            asked_at=question.asked_at,
            version=question.version,
        )
