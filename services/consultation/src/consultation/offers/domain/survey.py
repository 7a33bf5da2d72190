"""A survey (*bevraging*) of schools, sent once for all services of the city, and what a school answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

from consultation.domain.steps import state_after
from consultation.domain.well_formed import require, require_line, require_school_numbers

MOST_QUESTIONS, MOST_CHOICES, MOST_ASKED = 50, 20, 500
_LONGEST_ANSWER = 4000
_LARGEST = 1_000_000


class QuestionKind(StrEnum):
    """What is answered to a question."""

    TEXT = "text"
    CHOICE = "choice"
    NUMBER = "number"
    YES_NO = "yes-no"


Value = str | int | bool
"""An answer: a text, one of the choices, a number from 0, or yes or no."""


@dataclass(frozen=True, slots=True)
class SurveyQuestion:
    """A question to schools, about the school and never about pupils. `choices` are those of a choice alone.

    Raises InvalidField for what is not well-formed.
    """

    text: str
    kind: QuestionKind
    choices: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require_line("text", self.text)
        for choice in self.choices:
            require_line("choices", choice)
        many = 2 <= len(set(self.choices)) == len(self.choices) <= MOST_CHOICES
        is_choice = self.kind is QuestionKind.CHOICE
        require(many if is_choice else not self.choices, "choices", f"are 2 to {MOST_CHOICES}, of a choice alone")

    def check(self, name: str, value: Value) -> None:
        """Raises InvalidField (of `name`) for what is no answer to this question."""
        match self.kind:
            case QuestionKind.YES_NO:
                require(isinstance(value, bool), name, "is true or false")
            case QuestionKind.NUMBER:
                is_number = isinstance(value, int) and not isinstance(value, bool)
                require(is_number and 0 <= value <= _LARGEST, name, f"is a whole number from 0 to {_LARGEST}")  # type: ignore[operator]  # is a number
            case QuestionKind.CHOICE:
                require(value in self.choices, name, f"is one of {', '.join(self.choices)}")
            case QuestionKind.TEXT:
                is_text = isinstance(value, str) and 0 < len(value.strip()) <= _LONGEST_ANSWER
                require(is_text, name, f"is a text of at most {_LONGEST_ANSWER} characters")


class SurveyStatus(StrEnum):
    """How far a survey is."""

    DRAFT = "draft"
    CHECKED = "checked"
    """Somebody looked at who asked the same this year."""
    SENT = "sent"
    CLOSED = "closed"


class SurveyStep(StrEnum):
    """What can be done to a survey."""

    CHANGE = "change"
    CHECK = "check"
    SEND = "send"
    ANSWER = "answer"
    CLOSE = "close"


TRANSITIONS: Mapping[tuple[SurveyStatus, SurveyStep], SurveyStatus] = MappingProxyType(
    {
        (SurveyStatus.DRAFT, SurveyStep.CHANGE): SurveyStatus.DRAFT,
        (SurveyStatus.DRAFT, SurveyStep.CHECK): SurveyStatus.CHECKED,
        (SurveyStatus.CHECKED, SurveyStep.CHANGE): SurveyStatus.DRAFT,
        (SurveyStatus.CHECKED, SurveyStep.CHECK): SurveyStatus.CHECKED,
        (SurveyStatus.CHECKED, SurveyStep.SEND): SurveyStatus.SENT,
        (SurveyStatus.SENT, SurveyStep.ANSWER): SurveyStatus.SENT,
        (SurveyStatus.SENT, SurveyStep.CLOSE): SurveyStatus.CLOSED,
    }
)


def after(status: SurveyStatus, step: SurveyStep) -> SurveyStatus:
    """The state this step leads to. Raises IllegalTransition, naming the steps that are possible."""
    return state_after(TRANSITIONS, status, step)


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyDetails:
    """What is asked, by an organisation of schools, until a day.

    `shares_answers`: other services that ask the same see what schools answered. Raises InvalidField.
    """

    title: str
    service: str
    questions: tuple[SurveyQuestion, ...]
    schools: tuple[str, ...]
    answer_by: date
    shares_answers: bool = True

    def __post_init__(self) -> None:
        require_line("title", self.title)
        require(1 <= len(self.questions) <= MOST_QUESTIONS, "questions", f"are 1 to {MOST_QUESTIONS}")
        require_school_numbers("schools", self.schools)
        object.__setattr__(self, "schools", tuple(sorted(set(self.schools))))
        require(1 <= len(self.schools) <= MOST_ASKED, "schools", f"are 1 to {MOST_ASKED}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """A survey. `version` rises with every change; `sent_at` is None before it was sent."""

    survey_id: UUID
    details: SurveyDetails
    status: SurveyStatus = SurveyStatus.DRAFT
    created_at: datetime
    sent_at: datetime | None = None
    version: int = 1

    def changed(self, details: SurveyDetails) -> "Survey":
        """The survey with other details, which somebody has to look at again. Raises IllegalTransition."""
        require(details.service == self.details.service, "service", "never changes")
        return self._next(status=after(self.status, SurveyStep.CHANGE), details=details)

    def checked(self) -> "Survey":
        """The survey, once somebody looked at who asked the same. Raises IllegalTransition."""
        return self._next(status=after(self.status, SurveyStep.CHECK))

    def sent(self, at: datetime) -> "Survey":
        """The survey, which its schools can answer now. Raises IllegalTransition before somebody looked."""
        return self._next(status=after(self.status, SurveyStep.SEND), sent_at=at)

    def closed(self) -> "Survey":
        """The survey, which nobody answers any more. Raises IllegalTransition."""
        return self._next(status=after(self.status, SurveyStep.CLOSE))

    def answered(self, school: str, values: tuple[Value | None, ...], at: datetime) -> "SurveyAnswers":
        """What this school answers: a value for each question, None for no answer.

        Raises IllegalTransition, and InvalidField for a school that is not asked and values that are no answers.
        """
        after(self.status, SurveyStep.ANSWER)
        require(school in self.details.schools, "school", "is not asked")
        questions = self.details.questions
        require(len(values) == len(questions), "answers", f"are {len(questions)}, null for no answer")
        for number, (question, value) in enumerate(zip(questions, values, strict=True)):
            if value is not None:
                question.check(f"answers.{number}", value)
        return SurveyAnswers(self.survey_id, school, values, at)

    def _next(self, **fields: object) -> "Survey":
        return replace(self, **fields, version=self.version + 1)  # type: ignore[arg-type]  # see callers


@dataclass(frozen=True, slots=True)
class SurveyAnswers:
    """What a school answered, in the order of the questions."""

    survey_id: UUID
    school: str
    values: tuple[Value | None, ...]
    answered_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedBefore:
    """A question that was asked this year already, of a school that is asked again.

    `question` is its place in the new survey, from 0; `asked` and `similarity` (in percent) are of the one before.
    `answers` are what schools that are asked again said; empty where that survey does not share them.
    """

    question: int
    survey_id: UUID
    title: str
    service: str
    asked: str
    similarity: int
    schools: tuple[str, ...]
    answers: Mapping[str, Value] = field(default_factory=dict)
