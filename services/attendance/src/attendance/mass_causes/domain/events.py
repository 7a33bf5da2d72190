"""What is told of questions about mass causes."""

from dataclasses import dataclass

from attendance.mass_causes.domain.mass_cause import Answer, Question


@dataclass(frozen=True, slots=True)
class QuestionAsked:
    """A question waits for an answer."""

    question: Question


@dataclass(frozen=True, slots=True)
class QuestionAnswered:
    """A question waits no more: `answer` is what somebody said, None when the question lapsed."""

    question: Question
    answer: Answer | None
